package org.cunlu.bench.tours;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.tours.InstanceFiles.BestKnown;
import picocli.CommandLine.Option;

/** {@code ./cunlu bench dispatch --instances DIR}: all instances below a folder, each with some seeds, as a table. */
public final class InstanceTable {
    private static final String ROW = "%-18s %-9s %4s %10s  %4s %10s  %8s  %-24s %s%n";

    @Option(names = "--county", description = "本县自己的一天 · the county's own day instead of instances")
    private boolean county;

    @Option(names = "--instances", description = "算例文件夹 · a folder with instances")
    private Path folder;

    @Option(
            names = "--seconds",
            defaultValue = "30",
            description = "每次的 CPU 秒 · CPU seconds a run, on one thread (${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--seeds", defaultValue = "3", description = "种子数 · seeds an instance (${DEFAULT-VALUE})")
    private int seeds;

    @Option(
            names = "--best-known",
            description = "最好已知值 CSV，默认用文件夹里的 best-known.csv · by default best-known.csv in the folder")
    private Path bestKnown;

    /** @return whether every plan holds and serves everybody */
    public boolean print(PrintWriter tell) {
        if (county) {
            return new CountyPlan(tell, Math.max(seconds, CountyPlan.LONG), 1).print();
        }
        if (folder == null) {
            throw new BrokenOff("要 --instances DIR 或 --county · Name --instances DIR or --county");
        }
        Path best = bestKnown == null ? folder.resolve("best-known.csv") : bestKnown;
        Map<String, BestKnown> known = Files.isReadable(best) ? InstanceFiles.bestKnown(best) : Map.of();
        tell.printf(ROW, "instance", "kind", "veh", "distance", "best", "known", "gap", "runs", "judge");
        boolean whole = true;
        for (Path file : files()) {
            Instance instance = InstanceFiles.read(file);
            var runs = new ArrayList<Solved>();
            for (int seed = 1; seed <= seeds; seed++) {
                runs.add(Solved.of(instance, seconds, seed, better -> {}));
            }
            row(tell, instance, runs, known.get(InstanceFiles.stem(instance.name())));
            tell.flush();
            whole &= runs.stream().allMatch(Solved::whole);
        }
        tell.println("中位数，%s 个种子，每次 %s CPU 秒，单线程 · medians of so many seeds, CPU seconds each, one thread"
                .formatted(seeds, seconds));
        return whole;
    }

    private static void row(PrintWriter tell, Instance instance, List<Solved> runs, BestKnown known) {
        // Fewer vehicles are better, then shorter ways: the median in that order.
        boolean fewest = instance.problem().fewestFirst();
        Comparator<Solved> order = Comparator.comparingDouble(Solved::distance);
        List<Solved> sorted = runs.stream()
                .sorted(fewest ? Comparator.comparingInt(Solved::vehicles).thenComparing(order) : order)
                .toList();
        Solved median = sorted.get((sorted.size() - 1) / 2);
        String each = runs.stream()
                .map(run -> run.vehicles() + "/" + instance.distance(run.distance()))
                .collect(java.util.stream.Collectors.joining(" "));
        tell.printf(
                ROW,
                instance.name(),
                instance.family(),
                median.vehicles(),
                instance.distance(median.distance()),
                known == null || known.vehicles() == 0 ? "" : known.vehicles(),
                known == null ? "" : instance.distance(known.distance()),
                known == null ? "" : gap(median.gap(known)),
                each,
                runs.stream().allMatch(Solved::whole) ? "holds" : "DOES NOT HOLD");
    }

    static String gap(double gap) {
        return Double.isNaN(gap) ? "other veh" : String.format(Locale.ROOT, "%+.2f %%", gap * 100);
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(txt|vrp)"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new BrokenOff("文件夹里没有算例 · No instance in " + folder);
            }
            return found;
        } catch (IOException e) {
            throw new BrokenOff("文件夹读不了 · The folder cannot be read: " + folder, e);
        }
    }
}
