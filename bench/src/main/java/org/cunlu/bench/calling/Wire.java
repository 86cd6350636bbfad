package org.cunlu.bench.calling;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One kept-alive HTTP/1.1 connection, used by one thread. Written by hand because the client shares the machine with what
 * it measures: a request costs one write, an answer one or two reads, and nothing is handed to another thread.
 */
public final class Wire implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    /** Longer than the app's own patience with its database. */
    private static final int ANSWER_MILLIS = 60_000;

    private static final int LINE_MAX = 16 * 1024;
    private static final int HEADERS_MAX = 200;
    private static final int BODY_MAX = 16 * 1024 * 1024;
    private static final byte[] NO_BODY = new byte[0];

    private final Address address;
    private Socket socket;
    private InputStream in;
    /** Whether the app has begun to answer the request under way. */
    private boolean answering;

    public Wire(Address address) {
        this.address = address;
    }

    /**
     * @param headers further header lines, each ended by CR LF; may be empty
     * @param body JSON unless the headers name another content type, or null for none
     * @throws IOException when there is no whole answer: nobody listens, too slow, cut off, or not HTTP
     */
    public Answer send(String method, String path, String headers, byte[] body) throws IOException {
        boolean kept = socket != null;
        try {
            return exchange(method, path, headers, body);
        } catch (IOException e) {
            close();
            // The app closes idle connections: what was not begun to be answered is said again on a new one, once.
            if (!kept || answering) {
                throw e;
            }
        }
        try {
            return exchange(method, path, headers, body);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        try (var _ = socket) {
            in = null;
        } catch (IOException e) {
            // Nothing is lost by a connection that cannot even be closed.
        } finally {
            socket = null;
        }
    }

    private Answer exchange(String method, String path, String headers, byte[] body) throws IOException {
        answering = false;
        open();
        byte[] content = body == null ? NO_BODY : body;
        byte[] head = (method + ' ' + path + " HTTP/1.1\r\nHost: " + address.host() + ':' + address.port()
                        + "\r\n"
                        + (headers.contains("Accept:") ? "" : "Accept: application/json\r\n")
                        + (body == null || headers.contains("Content-Type:")
                                ? ""
                                : "Content-Type: application/json\r\n")
                        + (body == null && method.equals("GET") ? "" : "Content-Length: " + content.length + "\r\n")
                        + headers + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        var request = new byte[head.length + content.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(content, 0, request, head.length, content.length);
        socket.getOutputStream().write(request);
        return read();
    }

    private void open() throws IOException {
        if (socket != null) {
            return;
        }
        var opening = new Socket();
        try {
            opening.setTcpNoDelay(true);
            opening.setSoTimeout(ANSWER_MILLIS);
            opening.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MILLIS);
            in = new BufferedInputStream(opening.getInputStream(), LINE_MAX);
        } catch (IOException e) {
            opening.close();
            throw e;
        }
        socket = opening;
    }

    private Answer read() throws IOException {
        String line = line();
        if (!line.startsWith("HTTP/1.1 ") || line.length() < 12) {
            throw new IOException("not an answer of HTTP/1.1: " + line);
        }
        int status = Integer.parseInt(line, 9, 12, 10);
        long length = -1;
        boolean chunked = false;
        boolean last = false;
        boolean retryLater = false;
        int headers = 0;
        while (!(line = line()).isEmpty()) {
            if (++headers > HEADERS_MAX) {
                throw new IOException("more than " + HEADERS_MAX + " headers");
            }
            int colon = line.indexOf(':');
            String name = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1).strip();
            if (name.equalsIgnoreCase("Content-Length")) {
                length = Long.parseLong(value);
            } else if (name.equalsIgnoreCase("Transfer-Encoding")) {
                chunked = value.equalsIgnoreCase("chunked");
            } else if (name.equalsIgnoreCase("Connection")) {
                last = value.equalsIgnoreCase("close");
            } else if (name.equalsIgnoreCase("Retry-After")) {
                retryLater = !value.isEmpty();
            }
        }
        byte[] body = status == 204 || status == 304 ? NO_BODY : body(length, chunked);
        if (last) {
            close();
        }
        return new Answer(status, body, retryLater);
    }

    private byte[] body(long length, boolean chunked) throws IOException {
        if (!chunked) {
            if (length < 0) {
                throw new IOException("an answer without its length");
            }
            return bytes(length);
        }
        var body = new ByteArrayOutputStream();
        while (true) {
            String size = line();
            int end = size.indexOf(';');
            byte[] chunk = bytes(Long.parseLong(
                    end < 0 ? size.strip() : size.substring(0, end).strip(), 16));
            if (chunk.length == 0) {
                while (!line().isEmpty()) {
                    // Trailers say nothing to us.
                }
                return body.toByteArray();
            }
            line();
            body.writeBytes(chunk);
            if (body.size() > BODY_MAX) {
                throw new IOException("an answer of more than " + BODY_MAX + " bytes");
            }
        }
    }

    private byte[] bytes(long length) throws IOException {
        if (length < 0 || length > BODY_MAX) {
            throw new IOException("an answer of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("the answer was cut off");
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed");
            }
            answering = true;
            if (line.length() == LINE_MAX) {
                throw new IOException("a line of more than " + LINE_MAX + " bytes");
            }
            line.append((char) c);
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }
}
