package org.cunlu.web.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StreamsTest {
    private static final String LIVE = "https://live.example.cn";

    @Test
    void nothingOfAnotherHostIsPlayedUnlessItIsConfigured() {
        var none = new Streams(null);
        assertThat(none.type(LIVE + "/a.m3u8")).isNull();
        assertThat(none.allow(HttpResponse.ok()).header("Content-Security-Policy"))
                .isNull();
        assertThat(new Streams(" ").type(LIVE + "/a.mp4")).isNull();
    }

    @Test
    void filmsOfThatHostAloneArePlayed() {
        var streams = new Streams(LIVE + ", https://b.example.cn:8443");
        assertThat(streams.type(LIVE + "/room/7.m3u8?token=x")).isEqualTo("application/vnd.apple.mpegurl");
        assertThat(streams.type("https://b.example.cn:8443/7.mp4")).isEqualTo("video/mp4");
        Stream.of(
                        "https://b.example.cn/7.mp4",
                        "https://live.example.cn.evil.example/7.mp4",
                        "https://evil.example/live.example.cn/7.mp4",
                        LIVE + "/room/7",
                        LIVE + "/7.html",
                        LIVE)
                .forEach(
                        address -> assertThat(streams.type(address)).as(address).isNull());
        assertThat(streams.allow(HttpResponse.ok()).header("Content-Security-Policy"))
                .startsWith("default-src 'self';")
                .endsWith("; media-src 'self' https://b.example.cn:8443 https://live.example.cn")
                .doesNotContain("unsafe");
    }

    @Test
    void whatIsNoHostIsRefused() {
        Stream.of(
                        "live.example.cn",
                        "http://live.example.cn",
                        LIVE + "/",
                        LIVE + " https://b",
                        "https://x; script-src *",
                        "*")
                .forEach(text -> assertThatThrownBy(() -> new Streams(text))
                        .as(text)
                        .isInstanceOf(IllegalArgumentException.class));
    }
}
