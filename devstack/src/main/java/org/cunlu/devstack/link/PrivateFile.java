package org.cunlu.devstack.link;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Files that only their owner may read (mode 600) and that are never seen half-written. */
public final class PrivateFile {
    private PrivateFile() {}

    /** The last of several that write at once stays; each writes a draft of its own. */
    public static void write(Path file, String text) {
        try {
            var draft = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    file.getFileName() + ".",
                    ".draft",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(draft, text);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + file, failed);
        }
    }

    /** Writes pairs in the form of Java properties, in their order. */
    public static void write(Path file, Map<String, String> pairs) {
        var text = new StringBuilder();
        pairs.forEach((key, value) ->
                text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n'));
        write(file, text.toString());
    }

    /** The pairs of a properties file; none when there is no such file. */
    public static Map<String, String> read(Path file) {
        var pairs = new LinkedHashMap<String, String>();
        if (Files.exists(file)) {
            var properties = new Properties();
            try {
                properties.load(new StringReader(Files.readString(file)));
            } catch (IOException failed) {
                throw new UncheckedIOException("cannot read " + file, failed);
            }
            properties.stringPropertyNames().stream()
                    .sorted()
                    .forEach(key -> pairs.put(key, properties.getProperty(key)));
        }
        return pairs;
    }

    /** Deletes a folder with all that is in it; nothing happens when it is absent. */
    public static void deleteTree(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot delete " + folder, failed);
        }
    }
}
