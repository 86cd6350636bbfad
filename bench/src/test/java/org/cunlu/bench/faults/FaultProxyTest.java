package org.cunlu.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
    private static final int SHORT_MILLIS = 300;
    private static final int LONG_MILLIS = 10_000;

    private ServerSocket echo;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::echoAll);
        proxy = new FaultProxy(echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void aWholeLinePassesOnWhatIsSaidBothWaysAndToManyAtOnce() throws IOException {
        try (Socket one = connect();
                Socket other = connect()) {
            say(one, bytes(100_000, 1));
            say(other, bytes(10, 2));

            assertThat(one.getInputStream().readNBytes(100_000)).isEqualTo(bytes(100_000, 1));
            assertThat(other.getInputStream().readNBytes(10)).isEqualTo(bytes(10, 2));
        }
    }

    @Test
    void theEndOfOneSideIsTheEndOfTheOther() throws IOException {
        try (Socket client = connect()) {
            say(client, new byte[] {0});

            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void withLatencyAnAnswerComesWholeAndLater() throws IOException {
        proxy.spoil(Fault.LATENCY);
        try (Socket client = connect()) {
            long begun = System.nanoTime();
            say(client, bytes(5, 3));

            assertThat(client.getInputStream().readNBytes(5)).isEqualTo(bytes(5, 3));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(FaultProxy.LATENCY.multipliedBy(2));
        }
    }

    @Test
    void aSlowLineTakesItsTimeForEachFewBytes() throws IOException {
        proxy.spoil(Fault.SLOW);
        try (Socket client = connect()) {
            int length = FaultProxy.SLOW_BYTES * 10;
            long begun = System.nanoTime();
            say(client, bytes(length, 4));

            assertThat(client.getInputStream().readNBytes(length)).isEqualTo(bytes(length, 4));
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isGreaterThan(FaultProxy.SLOW_PAUSE.multipliedBy(10));
        }
    }

    @Test
    void aBlackHoleHoldsWhatIsSaidUntilItIsHealed() throws IOException {
        try (Socket before = connect()) {
            say(before, bytes(1, 5));
            assertThat(before.getInputStream().read()).isEqualTo(5);
            proxy.spoil(Fault.BLACK_HOLE);
            try (Socket during = connect()) {
                say(before, bytes(3, 6));
                say(during, bytes(3, 7));
                before.setSoTimeout(SHORT_MILLIS);
                during.setSoTimeout(SHORT_MILLIS);
                assertThatThrownBy(() -> before.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
                assertThatThrownBy(() -> during.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

                proxy.heal();

                before.setSoTimeout(LONG_MILLIS);
                during.setSoTimeout(LONG_MILLIS);
                assertThat(before.getInputStream().readNBytes(3)).isEqualTo(bytes(3, 6));
                assertThat(during.getInputStream().readNBytes(3)).isEqualTo(bytes(3, 7));
            }
        }
    }

    @Test
    void aResetLineResetsOldConnectionsAndNewOnes() throws IOException {
        try (Socket before = connect()) {
            say(before, bytes(1, 8));
            assertThat(before.getInputStream().read()).isEqualTo(8);
            proxy.spoil(Fault.RESET);

            assertThatThrownBy(() -> before.getInputStream().read()).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> {
                        try (Socket after = connect()) {
                            say(after, bytes(1, 9));
                            if (after.getInputStream().read() < 0) {
                                throw new AssertionError("it was closed, not reset");
                            }
                        }
                    })
                    .isInstanceOf(SocketException.class);

            proxy.heal();
            try (Socket whole = connect()) {
                say(whole, bytes(1, 10));
                assertThat(whole.getInputStream().read()).isEqualTo(10);
            }
        }
    }

    @Test
    void aCutLineLetsTheServerHearAllAndTheClientHalfOfTheAnswer() throws IOException {
        proxy.spoil(Fault.CUT);
        try (Socket client = connect()) {
            say(client, bytes(10, 11));

            assertThat(client.getInputStream().readAllBytes()).isEqualTo(bytes(5, 11));
        }
    }

    @Test
    void whereNobodyListensTheClientLearnsIt() throws IOException {
        echo.close();
        try (Socket client = connect()) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void faultsOfProcessesAreNoneOfALine() {
        assertThatIllegalArgumentException().isThrownBy(() -> proxy.spoil(Fault.KILL));
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(LONG_MILLIS);
        return socket;
    }

    private static void say(Socket socket, byte[] what) throws IOException {
        socket.getOutputStream().write(what);
    }

    private static byte[] bytes(int count, int value) {
        var bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private void echoAll() {
        while (true) {
            try {
                Socket client = echo.accept();
                Thread.ofVirtual().start(() -> echo(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Says again what it hears; a first byte of 0 ends it. */
    private static void echo(Socket client) {
        try (client) {
            var heard = new byte[1024];
            for (int length = client.getInputStream().read(heard);
                    length > 0 && heard[0] != 0;
                    length = client.getInputStream().read(heard)) {
                client.getOutputStream().write(heard, 0, length);
            }
        } catch (IOException e) {
            // The other side has gone.
        }
    }
}
