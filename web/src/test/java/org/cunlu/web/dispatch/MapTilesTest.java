package org.cunlu.web.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.HttpResponse;
import java.util.HashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MapTilesTest {
    @Test
    void withoutAServerOfTilesNobodyElseIsAsked() {
        var facts = new HashMap<String, Object>();
        new MapTiles("", "").add(facts);
        assertThat(facts).isEmpty();
        assertThat(new MapTiles(null, null).allow(HttpResponse.ok()).header("Content-Security-Policy"))
                .isNull();
    }

    @Test
    void picturesOfThatHostAloneMayBeLoaded() {
        var tiles = new MapTiles("https://t0.example.cn:8443/vec?x={x}&y={y}&l={z}&tk=secret", "天地图");
        assertThat(tiles.allow(HttpResponse.ok()).header("Content-Security-Policy"))
                .contains("img-src 'self' data: https://t0.example.cn:8443;")
                .startsWith("default-src 'self';")
                .doesNotContain("secret", "unsafe");
        var facts = new HashMap<String, Object>();
        tiles.add(facts);
        assertThat(facts).containsEntry("attribution", "天地图").containsKey("tiles");
    }

    @Test
    void whatNamesNoTilesOfOneHostIsRefused() {
        Stream.of(
                        "https://t0.example.cn/map.png",
                        "https://{s}.example.cn/{z}/{x}/{y}.png",
                        "data:image/png,{x}{y}{z}",
                        "/tiles/{z}/{x}/{y}.png",
                        "https://a.example.cn; script-src *;/{z}/{x}/{y}")
                .forEach(address -> assertThatThrownBy(() -> new MapTiles(address, ""))
                        .as(address)
                        .isInstanceOf(IllegalArgumentException.class));
    }
}
