package org.cunlu.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.cunlu.bench.fuzz.Fuzz;
import picocli.CommandLine.Option;

/** What {@code fuzz} is told. */
final class FuzzOptions {
    @Option(names = "--requests", defaultValue = "100000", description = "请求数 · requests (${DEFAULT-VALUE})")
    long requests;

    @Option(names = "--seed", description = "随机种子 · by default a fresh one, which is printed")
    Long seed;

    @Option(
            names = "--operations",
            defaultValue = "*",
            description = "只测哪些接口 · only these, such as 'GET /api/shop/*' (${DEFAULT-VALUE})")
    String operations;

    @Option(
            names = "--askers",
            defaultValue = "2",
            description = "同时请求的人 · who asks at the same time; 1 asks in the same order again (${DEFAULT-VALUE})")
    int askers;

    /** @return exit status */
    int play(Where where, PrintWriter out) {
        long drawn = seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed;
        out.println("种子 seed " + drawn + "，重演 again by: ./cunlu fuzz --requests " + requests + " --seed " + drawn
                + " --operations '" + operations + "' --askers " + askers);
        var size = new Fuzz.Size(requests, drawn, operations, askers);
        return Fuzz.run(size, where.address(), folder(), out) ? 0 : 1;
    }

    private static Path folder() {
        String home = System.getenv("CUNLU_HOME");
        return Path.of(home == null ? System.getProperty("java.io.tmpdir") : home)
                .resolve(home == null ? "cunlu-fuzz" : ".cunlu/fuzz");
    }
}
