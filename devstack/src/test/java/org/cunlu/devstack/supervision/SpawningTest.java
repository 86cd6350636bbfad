package org.cunlu.devstack.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cunlu.devstack.DevstackException;
import org.cunlu.devstack.Server;
import org.junit.jupiter.api.Test;

/** Ports are told free or taken as they are, whatever else starts at that moment. */
class SpawningTest {
    @Test
    void seesAFreePortAsFreeWhileProcessesStart() throws Exception {
        var done = new AtomicBoolean();
        var starts = CompletableFuture.supplyAsync(() -> startUntil(done));
        int looks = 0;
        long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        // Without the two kept apart this saw a taken port after a few hundred looks.
        while (System.nanoTime() < end) {
            var port = new Port(Server.CACHE, Optional.empty());
            int number = port.number();
            port.claim();
            assertThat(port.number()).isEqualTo(number);
            looks++;
        }
        done.set(true);
        System.out.println(looks + " ports claimed while " + starts.get() + " processes started");
        assertThat(starts.get()).isPositive();
    }

    private static int startUntil(AtomicBoolean done) {
        int starts = 0;
        while (!done.get()) {
            try {
                Spawning.start(new ProcessBuilder("/bin/true")).waitFor();
                starts++;
            } catch (IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
        }
        return starts;
    }

    @Test
    void takesAnotherPortWhereNoneWasGivenAndNobodyKnowsItYet() throws Exception {
        var port = new Port(Server.CACHE, Optional.empty());
        int first = port.number();
        try (var faster = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
            assertThat(faster.isBound()).isTrue();
            port.claim();
            assertThat(port.number()).isNotEqualTo(first);
        }
        int second = port.number();
        assertThat(port.move()).isTrue();
        assertThat(port.number()).isNotEqualTo(second);
    }

    @Test
    void staysWhereItsUsersKnowItAndSaysThatItIsTaken() throws Exception {
        var port = new Port(Server.CACHE, Optional.empty());
        port.claim();
        port.keep();
        assertThat(port.move()).isFalse();
        try (var faster = new ServerSocket(port.number(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(faster.isBound()).isTrue();
            assertThatThrownBy(port::claim)
                    .isInstanceOf(DevstackException.class)
                    .hasMessageContaining("Port " + port.number() + " is taken");
        }
    }

    @Test
    void movesAFewTimesOnly() {
        var port = new Port(Server.CACHE, Optional.empty());
        int moves = 0;
        while (port.move()) {
            moves++;
        }
        assertThat(moves).isEqualTo(3);
        assertThat(new Port(Server.CACHE, Optional.of(23_456)).move()).isFalse();
    }
}
