package org.cunlu.devstack.supervision;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The few words of Redis that the supervisor needs, so that it needs no client library. */
final class Redis implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 2_000;

    private final Socket socket;
    private final BufferedReader in;

    /** @param uri {@code redis://[user]:password@host:port/database}, the database not chosen yet */
    Redis(String uri) throws IOException {
        var address = URI.create(uri);
        socket = new Socket();
        socket.connect(
                new InetSocketAddress(address.getHost(), address.getPort() < 0 ? 6379 : address.getPort()),
                TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        var user = address.getUserInfo();
        if (user != null) {
            var name = user.substring(0, Math.max(0, user.indexOf(':')));
            var password = user.substring(user.indexOf(':') + 1);
            if (name.isEmpty()) {
                ask("AUTH", password);
            } else {
                ask("AUTH", name, password);
            }
        }
    }

    /** Answers a status or a number as text. @throws IOException with Redis' words when it refuses */
    String ask(String... words) throws IOException {
        send(words);
        var line = line();
        if (line.startsWith("-")) {
            throw new IOException("Redis: " + line.substring(1));
        }
        return line.substring(1);
    }

    int databases() throws IOException {
        send("CONFIG", "GET", "databases");
        if (!line().equals("*2")) {
            throw new IOException("Redis does not tell how many databases it has");
        }
        line();
        line();
        line();
        return Integer.parseInt(line());
    }

    private void send(String... words) throws IOException {
        var text = new StringBuilder("*" + words.length + "\r\n");
        for (var word : words) {
            text.append('$')
                    .append(word.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        var line = in.readLine();
        if (line == null) {
            throw new IOException("Redis has closed the connection");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
