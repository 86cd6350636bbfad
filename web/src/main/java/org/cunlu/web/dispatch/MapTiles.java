package org.cunlu.web.dispatch;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;

/**
 * The server of map tiles, where one is configured, such as {@code https://t0.tianditu.gov.cn/DataServer?T=vec_w&x={x}&y={y}&l={z}&tk=…}.
 * Without one the map is our own drawing, and the browser asks nobody else.
 */
@Singleton
class MapTiles {
    private final @Nullable String tiles;
    private final String attribution;
    private final @Nullable String policy;

    /** @param tiles address with {@code {x}}, {@code {y}} and {@code {z}}, of one host; empty for none @param attribution whose map it is */
    MapTiles(
            @Nullable @Value("${cunlu.map.tiles:}") String tiles,
            @Nullable @Value("${cunlu.map.attribution:}") String attribution) {
        this.tiles = tiles == null || tiles.isBlank() ? null : tiles.strip();
        this.attribution = attribution == null ? "" : attribution;
        this.policy = this.tiles == null ? null : policy(host(this.tiles));
    }

    private static String host(String tiles) {
        if (!tiles.contains("{x}") || !tiles.contains("{y}") || !tiles.contains("{z}")) {
            throw new IllegalArgumentException("cunlu.map.tiles names no {x}, {y} and {z}");
        }
        URI address = URI.create(tiles.replaceAll("[{}]", "0"));
        boolean one = ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                && address.getHost() != null
                && tiles.contains(address.getHost());
        if (!one) {
            throw new IllegalArgumentException("cunlu.map.tiles is no address of one host");
        }
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    /** As for all pages, but for pictures of that host. */
    private static String policy(String host) {
        return "default-src 'self'; img-src 'self' data: " + host + "; object-src 'none'; base-uri 'none';"
                + " form-action 'self'; frame-ancestors 'none'";
    }

    /** Facts of a page that shows the map, and may show tiles. */
    void add(Map<String, Object> facts) {
        if (tiles != null) {
            facts.put("tiles", tiles);
            facts.put("attribution", attribution);
        }
    }

    /** @return the page, which may load pictures from the server of tiles */
    MutableHttpResponse<?> allow(MutableHttpResponse<?> page) {
        return policy == null ? page : page.header("Content-Security-Policy", policy);
    }
}
