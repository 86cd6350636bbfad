package org.cunlu.devstack.furnishing;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cunlu.devstack.DevstackException;

/**
 * The migrations of the class path.
 *
 * @param modules whose they are: the folders below {@code db/migration}
 * @param fingerprint of their names and contents, letters and digits
 */
record Scripts(List<String> modules, String fingerprint) {
    private static final String FOLDER = "db/migration/";
    /** Enough of a SHA-256 that no two states of the scripts meet on one server. */
    private static final int FINGERPRINT_LENGTH = 16;

    /** Whoever is first finds an empty database, which his history tells. */
    private static final Comparator<String> AS_THE_APPLICATION =
            Comparator.comparing((String module) -> !module.equals("kernel")).thenComparing(Comparator.naturalOrder());

    static Scripts onClassPath() {
        var texts = new TreeMap<String, byte[]>();
        try {
            for (URL root : Collections.list(Scripts.class.getClassLoader().getResources(FOLDER))) {
                if (root.getProtocol().equals("jar")) {
                    addJar(root, texts);
                } else {
                    addFolder(Path.of(root.toURI()), texts);
                }
            }
        } catch (IOException | URISyntaxException unreadable) {
            throw new DevstackException("cannot read the migrations: " + unreadable.getMessage(), unreadable);
        }
        var modules = texts.keySet().stream()
                .map(name -> name.substring(0, name.indexOf('/')))
                .distinct()
                .sorted(AS_THE_APPLICATION)
                .toList();
        return new Scripts(modules, fingerprint(texts));
    }

    private static void addFolder(Path root, SortedMap<String, byte[]> texts) throws IOException {
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
    }

    private static void addJar(URL root, SortedMap<String, byte[]> texts) throws IOException, URISyntaxException {
        var connection = (JarURLConnection) root.toURI().toURL().openConnection();
        connection.setUseCaches(false);
        try (var jar = connection.getJarFile()) {
            for (var entry : Collections.list(jar.entries())) {
                if (entry.getName().startsWith(FOLDER) && !entry.isDirectory()) {
                    try (var content = jar.getInputStream(entry)) {
                        texts.put(entry.getName().substring(FOLDER.length()), content.readAllBytes());
                    }
                }
            }
        }
    }

    private static String fingerprint(SortedMap<String, byte[]> texts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            texts.forEach((name, text) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(text);
                digest.update((byte) 0);
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, FINGERPRINT_LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
