package org.cunlu.app.doors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An exchange as it goes over the wire, so that answers can be compared byte for byte. */
public record Wire(String host, int port) {
    private static final int PATIENCE_MILLIS = 20_000;

    /** @return everything that came back, with what differs between any two answers of one kind taken out: id, date */
    public String ask(String method, String target, Map<String, String> headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        var request = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        if (content.length > 0) {
            request.append("Content-Length: ").append(content.length).append("\r\n");
        }
        request.append("Connection: close\r\n\r\n");
        try (var socket = new Socket(host, port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var out = socket.getOutputStream();
            out.write(request.toString().getBytes(StandardCharsets.UTF_8));
            out.write(content);
            out.flush();
            return sameForAll(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    private static String sameForAll(String answer) {
        return answer.replaceAll("(?i)(x-request-id: )[^\r]+", "$1…")
                .replaceAll("(\"requestId\":\")[^\"]+", "$1…")
                .replaceAll("(?i)(\ndate: )[^\r]+", "$1…")
                .replaceAll("(请求编号 )[0-9a-f]+", "$1…");
    }
}
