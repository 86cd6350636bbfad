package org.cunlu.devstack.supervision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.cunlu.devstack.link.PrivateFile;

/**
 * A folder in memory for data of tests, which need not outlive the machine: to make and drop the tables of one test costs 1 s there
 * and 15 s on a busy disk, since each of some three hundred files is written through.
 */
final class InMemory {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final String PREFIX = "cunlu-test-";

    /** Two test processes keep up to 90 rooms of 30 MB open together; as much again is left to everybody else. */
    private static final long ROOM_BYTES = 6L << 30;

    /** Longer than any run of tests. */
    private static final Duration KEPT_FOR = Duration.ofHours(3);

    private InMemory() {}

    /**
     * The folder in memory that stands for one on a disk, always the same one.
     *
     * @return empty where there is no such memory, or too little of it
     */
    static Optional<Path> of(Path folder) {
        Path named = MEMORY.resolve(PREFIX
                + HexFormat.of().toHexDigits(folder.toAbsolutePath().normalize().hashCode()));
        try {
            if (!Files.isWritable(MEMORY)) {
                return Optional.empty();
            }
            sweep(named);
            if (!Files.exists(named)) {
                if (!plenty()) {
                    return Optional.empty();
                }
                Files.createDirectory(
                        named, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Files.setLastModifiedTime(named, FileTime.from(Instant.now()));
            return Optional.of(named);
        } catch (IOException | UnsupportedOperationException elsewhere) {
            return Optional.empty();
        }
    }

    /** @return whether all rooms of a run of tests find memory, and others as much again */
    static boolean plenty() {
        return MEMORY.toFile().getUsableSpace() >= ROOM_BYTES && free() >= 2 * ROOM_BYTES;
    }

    /** @return bytes of memory that could be had without taking them from anybody, 0 where the system does not say */
    private static long free() {
        try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException elsewhere) {
            return 0;
        }
    }

    /** Deletes what supervisors have left that were killed and whose folder was not used again. */
    private static void sweep(Path but) throws IOException {
        var old = FileTime.from(Instant.now().minus(KEPT_FOR));
        try (var folders = Files.newDirectoryStream(MEMORY, PREFIX + "*")) {
            for (var left : folders) {
                if (!left.equals(but) && Files.getLastModifiedTime(left).compareTo(old) < 0) {
                    PrivateFile.deleteTree(left);
                }
            }
        }
    }
}
