package org.cunlu.bench.calling;

import java.net.URI;

/** Where the app listens. Plain HTTP only: a bench loads what runs beside it. */
public record Address(String host, int port) {
    /** @param url such as {@code http://127.0.0.1:8080} */
    public static Address of(String url) {
        URI uri = URI.create(url);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new BrokenOff("只支持 http 地址 · Only plain http addresses are benched: " + url);
        }
        return new Address(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
    }

    @Override
    public String toString() {
        return "http://" + host + ":" + port;
    }
}
