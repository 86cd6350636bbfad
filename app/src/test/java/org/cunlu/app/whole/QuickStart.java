package org.cunlu.app.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * By what a process of the app starts for half of the processor time: jars, where a build has folders, and the classes of one start before,
 * loaded and linked (an AOT cache, which takes jars only). Made once for what was compiled, under {@code target/start}.
 */
final class QuickStart {
    private static final Path FOLDER = Path.of("target", "start");
    private static QuickStart made;

    private final Path folder;
    private final String classPath;

    private QuickStart(Path folder, String classPath) {
        this.folder = folder;
        this.classPath = classPath;
    }

    /** @return that of this build, without a cache until a start was learnt */
    static synchronized QuickStart ofThisBuild() {
        if (made == null) {
            List<Path> entries = entries();
            Path folder = FOLDER.resolve(mark(entries));
            made = alone(() -> new QuickStart(folder, packed(folder, entries)));
        }
        return made;
    }

    List<String> options() {
        var options = new ArrayList<String>();
        if (Files.exists(cache())) {
            options.add("-XX:AOTCache=" + cache());
        }
        options.addAll(List.of("-cp", classPath));
        return options;
    }

    /**
     * Learns from one start, unless that was done.
     * @param start starts the app with these options, waits until it is ready, and ends it in order: the cache is written then
     */
    void learn(Consumer<List<String>> start) {
        alone(() -> {
            if (!Files.exists(cache())) {
                Path written = folder.resolve(UUID.randomUUID() + ".aot");
                start.accept(List.of("-XX:AOTCacheOutput=" + written, "-cp", classPath));
                Files.move(written, cache(), StandardCopyOption.ATOMIC_MOVE);
            }
            return cache();
        });
    }

    private Path cache() {
        return folder.resolve("app.aot");
    }

    /** What production has on its path: the tests' own classes are none of the app's. */
    private static List<Path> entries() {
        // Surefire may hide the class path behind a jar of its own.
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(System.getProperty("path.separator")))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .filter(entry -> !entry.endsWith("test-classes") && Files.exists(entry))
                .toList();
    }

    private static String packed(Path folder, List<Path> entries) throws IOException {
        Files.createDirectories(folder);
        var jars = new ArrayList<Path>();
        for (Path entry : entries) {
            if (!Files.isDirectory(entry)) {
                jars.add(entry);
                continue;
            }
            Path jar = folder.resolve("folder-" + jars.size() + ".jar").toAbsolutePath();
            if (!Files.exists(jar)) {
                Path writing = folder.resolve(UUID.randomUUID() + ".jar");
                pack(entry, writing);
                Files.move(writing, jar, StandardCopyOption.ATOMIC_MOVE);
            }
            jars.add(jar);
        }
        return jars.stream().map(Path::toString).collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static void pack(Path folder, Path jar) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(1);
            // With their folders: who looks for all resources of a kind asks for the folder.
            for (Path each : below(folder)) {
                String name = folder.relativize(each).toString().replace('\\', '/');
                if (Files.isDirectory(each)) {
                    out.putNextEntry(new ZipEntry(name + "/"));
                } else {
                    out.putNextEntry(new ZipEntry(name));
                    Files.copy(each, out);
                }
                out.closeEntry();
            }
        }
    }

    /** @return another one for whatever else was compiled, and for another Java */
    private static String mark(List<Path> entries) {
        var sum = new CRC32();
        sum.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
        for (Path entry : entries) {
            for (Path each : Files.isDirectory(entry) ? below(entry) : List.of(entry)) {
                try {
                    sum.update((each + " " + Files.size(each) + " " + Files.getLastModifiedTime(each))
                            .getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return Long.toHexString(sum.getValue());
    }

    private static List<Path> below(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(each -> !each.equals(folder)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Work<T> {
        T done() throws IOException;
    }

    /** Surefire's two forks begin at the same time: the second one takes what the first one makes. */
    private static <T> T alone(Work<T> work) {
        try {
            Files.createDirectories(FOLDER);
            try (var channel = FileChannel.open(
                            FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                return work.done();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
