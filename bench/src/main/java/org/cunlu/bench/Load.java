package org.cunlu.bench;

import picocli.CommandLine.Option;

/** How long and how hard. */
final class Load {
    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "每轮秒数，三轮 · seconds a round, three rounds (${DEFAULT-VALUE})")
    int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "10",
            description = "预热秒数 · seconds before that do not count (${DEFAULT-VALUE})")
    int warmUp;

    @Option(names = "--clients", defaultValue = "8", description = "同时几人 · clients at once (${DEFAULT-VALUE})")
    int clients;

    @Option(
            names = "--offers",
            defaultValue = "12",
            description = "分散在几种商品 · over how many offers orders are spread (${DEFAULT-VALUE})")
    int offers;

    static Load quick() {
        var load = new Load();
        load.seconds = 3;
        load.warmUp = 4;
        load.clients = 8;
        load.offers = 6;
        return load;
    }
}
