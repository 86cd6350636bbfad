package org.cunlu.bench;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.search.SearchBench;
import picocli.CommandLine.Option;

/** What {@code bench search} is told. */
final class SearchOptions {
    @Option(
            names = "--skus",
            defaultValue = "100000",
            description = "SKU 数 · SKUs, the limits are for 100,000 (${DEFAULT-VALUE})")
    int skus;

    @Option(
            names = "--seed",
            defaultValue = "20261126",
            description = "随机种子 · of goods and questions (${DEFAULT-VALUE})")
    long seed;

    @Option(names = "--clients", defaultValue = "16", description = "同时几人 · who asks at once (${DEFAULT-VALUE})")
    int clients;

    @Option(names = "--changes", defaultValue = "200", description = "每秒改动 · changes a second (${DEFAULT-VALUE})")
    int changes;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "每轮秒数，三轮 · seconds a round, three rounds (${DEFAULT-VALUE})")
    int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "15",
            description = "预热秒数 · seconds before that do not count (${DEFAULT-VALUE})")
    int warmUp;

    @Option(names = "--keep", description = "不下架 · leave what was brought on sale")
    boolean keep;

    /** @return exit status */
    int measure(Where where, PrintWriter out) {
        out.println("bench search  " + where.address() + "，"
                + Runtime.getRuntime().availableProcessors() + " 核 cores, client included");
        var bench = new SearchBench(
                where.address(),
                where.launcher(),
                new SearchBench.Size(
                        seed, skus, clients, changes, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), keep),
                out::println);
        try {
            bench.run();
        } finally {
            keep(where.json, bench);
        }
        return bench.good() ? 0 : 1;
    }

    private static void keep(Path file, SearchBench bench) {
        if (file == null) {
            return;
        }
        try {
            Files.write(file, ObjectMapper.getDefault().writeValueAsBytes(bench.json()));
        } catch (IOException e) {
            throw new BrokenOff("写不了 · Cannot be written: " + file, e);
        }
    }
}
