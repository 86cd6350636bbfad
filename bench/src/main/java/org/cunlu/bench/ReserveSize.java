package org.cunlu.bench;

import picocli.CommandLine.Option;

/** How much of a reserve is measured. */
final class ReserveSize {
    @Option(names = "--holders", defaultValue = "500", description = "承储单位 · holders (${DEFAULT-VALUE})")
    int holders;

    @Option(
            names = "--commodities",
            defaultValue = "20",
            description = "每家的品种 · commodities of each (${DEFAULT-VALUE})")
    int commodities;

    @Option(names = "--days", defaultValue = "365", description = "天 · days (${DEFAULT-VALUE})")
    int days;

    @Option(
            names = "--stations",
            defaultValue = "245",
            description = "站点，至多 · open stations, at most (${DEFAULT-VALUE})")
    int stations;

    @Option(names = "--seed", defaultValue = "20261126", description = "随机种子 · seed (${DEFAULT-VALUE})")
    long seed;
}
