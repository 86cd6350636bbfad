package org.cunlu.bench;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.promise.PromiseBench;
import picocli.CommandLine.Option;

/** What {@code bench promise} is told. */
final class PromiseOptions {
    @Option(
            names = "--seed",
            defaultValue = "20261123",
            description = "随机种子 · of province and questions (${DEFAULT-VALUE})")
    long seed;

    @Option(
            names = "--questions",
            defaultValue = "20000",
            description = "每轮问数，三轮 · questions a round, three rounds (${DEFAULT-VALUE})")
    int questions;

    @Option(
            names = "--plain",
            defaultValue = "1000",
            description =
                    "每轮也问朴素算法的问数，全省为其十分之一 · of them asked of the plain search too, a tenth of that on the province (${DEFAULT-VALUE})")
    int plain;

    @Option(
            names = "--warm-up",
            defaultValue = "5",
            description = "预热秒数 · seconds before that do not count (${DEFAULT-VALUE})")
    int warmUp;

    @Option(names = "--json", description = "结果也写入此文件 · also keep the figures in this file")
    Path json;

    int measure(PrintWriter out) {
        var bench = new PromiseBench(
                new PromiseBench.Size(seed, questions, plain, Duration.ofSeconds(warmUp)), out::println);
        out.println("bench promise  单线程 one thread, " + Runtime.getRuntime().availableProcessors() + " 核 cores");
        bench.demoCounty();
        bench.province();
        out.println();
        out.printf(
                "与朴素 Dijkstra 比较 compared with plain Dijkstra: %,d，不同 different %d ≤ 0 %s%n",
                bench.compared(),
                bench.different(),
                bench.equal() ? "答案全部一致 · all answers equal" : "答案不一致 · ANSWERS DIFFER");
        if (json != null) {
            try {
                Files.write(json, ObjectMapper.getDefault().writeValueAsBytes(bench.json()));
            } catch (IOException e) {
                throw new BrokenOff("写不了 · Cannot be written: " + json, e);
            }
        }
        return bench.equal() && bench.held() ? 0 : 1;
    }
}
