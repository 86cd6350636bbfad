package org.cunlu.devstack.supervision;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.cunlu.devstack.link.PrivateFile;

/** Passwords of the servers: made at random once, kept in a file that only its owner may read. */
final class Passwords {
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
    /** 57^24 is more than 2^139. */
    private static final int LENGTH = 24;

    private final Path file;
    private final Map<String, String> known;

    Passwords(Path dir) {
        file = dir.resolve("passwords.properties");
        known = PrivateFile.read(file);
    }

    synchronized String of(String user) {
        if (!known.containsKey(user)) {
            known.put(user, next());
            PrivateFile.write(file, known);
        }
        return known.get(user);
    }

    static String next() {
        var random = new SecureRandom();
        var text = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
