package org.cunlu.devstack.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {
    private static final int WRITERS = 4;
    private static final int TIMES = 200;

    @TempDir
    Path folder;

    @Test
    void severalWhoWriteAtOnceAllSucceedAndAReaderSeesOneOfThemWhole() throws Exception {
        var file = folder.resolve("servers.properties");
        var begin = new CountDownLatch(1);
        var ends = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(WRITERS + 1)) {
            for (int writer = 0; writer < WRITERS; writer++) {
                var text = Integer.toString(writer).repeat(5000);
                ends.add(threads.submit((Callable<Void>) () -> {
                    begin.await();
                    for (int time = 0; time < TIMES; time++) {
                        PrivateFile.write(file, Map.of("writer", text));
                    }
                    return null;
                }));
            }
            ends.add(threads.submit((Callable<Void>) () -> {
                begin.await();
                for (int time = 0; time < TIMES; time++) {
                    var seen = PrivateFile.read(file).getOrDefault("writer", "");
                    assertTrue(seen.isEmpty() || seen.length() == 5000, () -> seen.length() + " of 5000");
                    assertTrue(seen.chars().distinct().count() <= 1, "a mixture of two");
                }
                return null;
            }));
            begin.countDown();
            for (var end : ends) {
                end.get();
            }
        }
        try (var left = Files.list(folder)) {
            assertEquals(List.of(file), left.toList());
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
}
