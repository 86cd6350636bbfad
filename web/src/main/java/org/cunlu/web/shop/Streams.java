package org.cunlu.web.shop;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cunlu.kernel.request.CarefulHeaders;

/**
 * Pictures of live sessions within the room. A seller may name any https address; only those of configured hosts are played here, so
 * that a buyer's browser asks nobody whom the county does not know. All others stay a link.
 */
@Singleton
class Streams {
    private static final Map<String, String> TYPES =
            Map.of("m3u8", "application/vnd.apple.mpegurl", "mp4", "video/mp4", "webm", "video/webm");

    private final Set<String> hosts;

    /** @param hosts such as {@code https://live.example.cn}, separated by commas; empty for none */
    Streams(@Nullable @Value("${cunlu.live.streams:}") String hosts) {
        this.hosts = Arrays.stream((hosts == null ? "" : hosts).split(","))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .map(host -> origin(host, URI.create(host)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String origin(String text, URI address) {
        if (!text.equals(origin(address)) || !"https".equals(address.getScheme())) {
            throw new IllegalArgumentException("cunlu.live.streams names no https host: " + text);
        }
        return text;
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    /** @return what kind of film it is, where it may be played in the page; null where it is for another page */
    @Nullable
    String type(String streamUrl) {
        URI address = URI.create(streamUrl);
        String path = address.getPath() == null ? "" : address.getPath();
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        return hosts.contains(origin(address)) ? type : null;
    }

    /** @return the page, which may play films of these hosts */
    MutableHttpResponse<?> allow(MutableHttpResponse<?> page) {
        return hosts.isEmpty()
                ? page
                : page.header(
                        "Content-Security-Policy",
                        CarefulHeaders.PAGE_POLICY + "; media-src 'self' " + String.join(" ", hosts));
    }
}
