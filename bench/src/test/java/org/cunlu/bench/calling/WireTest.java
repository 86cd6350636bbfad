package org.cunlu.bench.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WireTest {
    /** Says one answer a request, and hangs up after each list of them. */
    private static final class Speaker implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final AtomicInteger connections = new AtomicInteger();

        Speaker(List<List<String>> scripts) throws IOException {
            Thread.ofVirtual().start(() -> {
                for (List<String> script : scripts) {
                    try (var socket = door.accept()) {
                        connections.incrementAndGet();
                        var in = socket.getInputStream();
                        for (String answer : script) {
                            if (in.read(new byte[64 * 1024]) < 0) {
                                break;
                            }
                            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                        }
                    } catch (IOException e) {
                        return;
                    }
                }
            });
        }

        Wire wire() {
            return new Wire(new Address("127.0.0.1", door.getLocalPort()));
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }

    private static String text(Answer answer) {
        return answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void readsAnswersWithLengthInChunksAndWithoutBodyOnOneConnection() throws IOException {
        var script = List.of(
                "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n忠橙",
                "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: z\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\n\r\n");
        try (var speaker = new Speaker(List.of(script));
                var wire = speaker.wire()) {
            assertThat(text(wire.send("GET", "/", "", null))).isEqualTo("200 忠橙");
            assertThat(text(wire.send("POST", "/", "", new byte[] {'{', '}'}))).isEqualTo("201 abcde");
            assertThat(text(wire.send("DELETE", "/", "", null))).isEqualTo("204 ");
            assertThat(wire.send("GET", "/", "", null).code()).isEqualTo("http-409");
            assertThat(speaker.connections).hasValue(1);
        }
    }

    @Test
    void saysItAgainOnANewConnectionWhenTheKeptOneWasClosed() throws IOException {
        String fine = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        try (var speaker = new Speaker(List.of(List.of(fine), List.of(fine)));
                var wire = speaker.wire()) {
            assertThat(wire.send("GET", "/", "", null).status()).isEqualTo(200);
            assertThat(wire.send("GET", "/", "", null).status()).isEqualTo(200);
            assertThat(speaker.connections).hasValue(2);
        }
    }

    @Test
    void doesNotSayAgainWhatWasBegunToBeAnswered() throws IOException {
        String fine = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        String cut = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf";
        try (var speaker = new Speaker(List.of(List.of(fine, cut), List.of(fine)));
                var wire = speaker.wire()) {
            wire.send("GET", "/", "", null);
            assertThatThrownBy(() -> wire.send("GET", "/", "", null))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cut off");
            assertThat(speaker.connections).hasValue(1);
        }
    }

    @Test
    void refusesWhatIsNotHttpAndWhatNeverEnds() throws IOException {
        var scripts = List.of(
                List.of("SSH-2.0-OpenSSH_9.2\r\n"),
                List.of("HTTP/1.1 200 " + "x".repeat(20_000)),
                List.of("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"));
        try (var speaker = new Speaker(scripts)) {
            for (int i = 0; i < scripts.size(); i++) {
                try (var wire = speaker.wire()) {
                    assertThatThrownBy(() -> wire.send("GET", "/", "", null)).isInstanceOf(IOException.class);
                }
            }
        }
    }
}
