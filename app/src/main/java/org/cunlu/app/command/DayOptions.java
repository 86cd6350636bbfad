package org.cunlu.app.command;

import org.cunlu.app.day.DaySize;
import picocli.CommandLine.Option;

/** How big the day is. */
final class DayOptions {
    @Option(
            names = "--down",
            defaultValue = "3000",
            description = "下行件数 · parcels down to the villages (${DEFAULT-VALUE})")
    int down;

    @Option(names = "--up", defaultValue = "1500", description = "上行件数 · parcels up and out (${DEFAULT-VALUE})")
    int up;

    @Option(
            names = "--across",
            defaultValue = "200",
            description = "村际件数 · parcels from village to village (${DEFAULT-VALUE})")
    int across;

    @Option(
            names = "--exceptions",
            defaultValue = "2",
            description = "百件中出意外的 · of 100 parcels so many meet a mishap (${DEFAULT-VALUE})")
    double exceptions;

    @Option(
            names = "--seed",
            defaultValue = "20261125",
            description = "同一种子，同一天 · the same seed gives the same day (${DEFAULT-VALUE})")
    long seed;

    DaySize size() {
        try {
            return new DaySize(down, up, across, exceptions, seed);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("这样的一天演不了 · No such day: " + e.getMessage(), e);
        }
    }
}
