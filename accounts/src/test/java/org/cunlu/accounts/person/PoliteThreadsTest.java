package org.cunlu.accounts.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PoliteThreadsTest {
    /** Fields of the line behind the name of the command, which may hold spaces; the 19th of all is the niceness. */
    private static final int NICENESS = 16;

    @Test
    @EnabledOnOs(OS.LINUX)
    void giveWayAloneAndNotTheThreadThatMadeThem() {
        int before = niceness();
        var seen = new CompletableFuture<Integer>();
        new PoliteThreads("polite-").newThread(() -> seen.complete(niceness())).start();
        assertThat(seen.join()).isEqualTo(Math.max(before, PoliteThreads.NICENESS));
        assertThat(niceness()).isEqualTo(before);
    }

    @Test
    void areNamedAndEndWithTheProcess() {
        Thread thread = new PoliteThreads("polite-").newThread(() -> {});
        assertThat(thread.getName()).startsWith("polite-");
        assertThat(thread.isDaemon()).isTrue();
    }

    private static int niceness() {
        try {
            String line = Files.readString(Path.of("/proc/thread-self/stat"));
            return Integer.parseInt(line.substring(line.lastIndexOf(')') + 2).split(" ")[NICENESS]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
