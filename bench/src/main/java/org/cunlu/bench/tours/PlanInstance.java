package org.cunlu.bench.tours;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.measuring.Figures;
import org.cunlu.bench.tours.InstanceFiles.BestKnown;
import picocli.CommandLine.Option;

/** {@code ./cunlu plan --instance FILE}: plans one public instance and tells what came of it. */
public final class PlanInstance {
    @Option(
            names = "--instance",
            description = "算例文件 · an instance of Solomon, Homberger, Li & Lim, or PyVRP's MTVRPTWR")
    private Path instance;

    @Option(names = "--county", description = "本县自己的一天 · the county's own day instead of an instance")
    private boolean county;

    @Option(
            names = "--seconds",
            defaultValue = "30",
            description = "CPU 秒 · CPU seconds on one thread (${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--seed", defaultValue = "1", description = "随机种子 · of all chance (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--out", description = "路线写入此文件 · the routes are written here, as CVRPLIB's .sol")
    private Path out;

    @Option(names = "--best-known", description = "最好已知值 CSV · CSV with file, vehicles and distance")
    private Path bestKnown;

    @Option(names = "--progress", description = "边算边说 · tell of each better plan")
    private boolean progress;

    /** @return whether every customer is served and the judge finds no fault */
    public boolean plan(PrintWriter tell) {
        if (county) {
            return new CountyPlan(tell, Math.max(seconds, CountyPlan.LONG), seed).print();
        }
        if (instance == null) {
            throw new BrokenOff("要 --instance FILE 或 --county · Name --instance FILE or --county");
        }
        Instance read = InstanceFiles.read(instance);
        Solved solved = Solved.of(read, seconds, seed, best -> {
            if (progress) {
                tell.printf(
                        Locale.ROOT,
                        "  %d 辆 vehicles, %.2f, 漏 left out %d, %d 步 iterations%n",
                        best.vehicles(),
                        best.cost(),
                        best.leftOut(),
                        best.iterations());
            }
        });
        tell.println(read.name() + "  " + read.family() + "  seed " + seed);
        tell.print(Figures.line("vehicles", String.valueOf(solved.vehicles())));
        tell.print(Figures.line("distance", read.distance(solved.distance())));
        BestKnown known =
                bestKnown == null ? null : InstanceFiles.bestKnown(bestKnown).get(InstanceFiles.stem(read.name()));
        if (known != null) {
            tell.print(Figures.line(
                    "best known",
                    (known.vehicles() == 0 ? "" : known.vehicles() + " / ") + read.distance(known.distance())));
            tell.print(Figures.line("gap", InstanceTable.gap(solved.gap(known))));
        }
        tell.print(Figures.line("cpu s", String.format(Locale.ROOT, "%.1f", solved.cpuSeconds())));
        tell.print(Figures.line("judge", verdict(solved)));
        write(solved);
        return solved.whole();
    }

    private static String verdict(Solved solved) {
        if (solved.whole()) {
            return "成立 holds";
        }
        return "不成立 DOES NOT HOLD: " + solved.verdict().faults() + ", "
                + solved.verdict().plan().leftOut();
    }

    private void write(Solved solved) {
        if (out == null) {
            return;
        }
        try {
            Files.writeString(out, solved.sol());
        } catch (IOException e) {
            throw new BrokenOff("写不了 · Cannot be written: " + out, e);
        }
    }
}
