package org.cunlu.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.chaos.Chaos;
import org.cunlu.bench.faults.Schedule;
import picocli.CommandLine.Option;

/** What {@code chaos} is told. */
final class ChaosOptions {
    @Option(
            names = "--minutes",
            defaultValue = "1",
            description = "约几分钟 · about so long, two rounds each (${DEFAULT-VALUE})")
    int minutes;

    @Option(names = "--seed", description = "随机种子 · of the schedule; by default a fresh one, which is printed")
    Long seed;

    @Option(names = "--instances", defaultValue = "2", description = "应用实例 · app instances (${DEFAULT-VALUE})")
    int instances;

    @Option(names = "--people", defaultValue = "8", description = "买家 · who buys at the same time (${DEFAULT-VALUE})")
    int people;

    @Option(names = "--schedule", description = "只打印计划 · only print the schedule")
    boolean only;

    /** @return exit status */
    int play(PrintWriter out) {
        long drawn = seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed;
        String again = "./cunlu chaos --minutes %d --seed %d --instances %d --people %d"
                .formatted(minutes, drawn, instances, people);
        out.println("种子 seed " + drawn + "，重演 again by: " + again);
        Schedule schedule = Schedule.draw(drawn, minutes, instances);
        for (int round = 0; round < schedule.rounds().size(); round++) {
            out.println("轮 round " + (round + 1));
            schedule.rounds().get(round).forEach(step -> out.println("   " + step));
        }
        out.flush();
        if (only) {
            return 0;
        }
        try {
            var outcome = Chaos.run(new Chaos.Size(drawn, minutes, instances, people), root(), line -> {
                out.println(line);
                out.flush();
            });
            outcome.print(out);
            out.println(
                    outcome.good() ? "什么都没有丢 · nothing was lost" : "没有通过，重演 · NOT as it must be, again by: " + again);
            return outcome.good() ? 0 : 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("中断 · interrupted", e);
        }
    }

    private static Path root() {
        String home = System.getenv("CUNLU_HOME");
        if (home == null) {
            throw new BrokenOff(
                    "请用 ./cunlu chaos 启动 · Start it by ./cunlu chaos, which names the checkout (CUNLU_HOME)");
        }
        return Path.of(home).toAbsolutePath().normalize();
    }
}
