package org.cunlu.bench.promise;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.cunlu.bench.measuring.Figures;
import org.cunlu.bench.measuring.Figures.Spread;
import org.cunlu.bench.promise.PlainSearch.Question;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.Timetable;
import org.cunlu.logistics.promise.PromiseEngine;

/**
 * Asks the promise engine in process: on the demo county and on a generated province, and beside it, on the same questions
 * in the same run, a plain Dijkstra over the time-expanded graph, whose answers must be the same.
 */
public final class PromiseBench {
    private static final int ROUNDS = 3;
    private static final int CHANGES = 3;
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    private static final Duration AFTER_CHANGE = Duration.ofMillis(500);

    private final Size size;
    private final Consumer<String> out;
    private final Map<String, Object> json = new LinkedHashMap<>();
    private boolean equal = true;

    /** How much is asked. @param questions a round @param plain of them asked of the plain search as well */
    public record Size(long seed, int questions, int plain, Duration warmUp) {}

    public PromiseBench(Size size, Consumer<String> out) {
        this.size = size;
        this.out = out;
    }

    /** @return whether both gave the same answers */
    public boolean equal() {
        return equal;
    }

    public Map<String, Object> json() {
        return json;
    }

    public void demoCounty() {
        measure("demo county", DemoCounty.read(), size.plain());
    }

    public void province() {
        // The plain way takes so long here that fewer questions must do.
        measure("province", ProvinceLines.of(Province.Shape.WHOLE, size.seed()), Math.max(1, size.plain() / 10));
    }

    private void measure(String name, NetworkMap map, int plainCount) {
        out.accept("%n%s  seed %d，%,d 节点 nodes, %,d 线路 lines, %,d 停靠 stops"
                .formatted(
                        name,
                        size.seed(),
                        map.nodes().size(),
                        map.lines().size(),
                        map.lines().stream()
                                .mapToInt(line -> line.stops().size())
                                .sum()));
        var questions = new Questions(map, MONDAY, size.seed());
        var figures = new LinkedHashMap<String, Object>();
        json.put(name, figures);
        var timetables = new Timetables(map);
        long before = usedBytes();
        Promises promises = PromiseEngine.over(timetables);
        questions.some(200).forEach(question -> Asking.ask(promises, question));
        long tables = usedBytes() - before;
        warmUp(promises, questions);
        var rounds = new ArrayList<Asking.Round>();
        var plains = new ArrayList<Asking.Round>();
        var ratios = new double[ROUNDS];
        var plain = new PlainSearch(map, MONDAY.minusDays(3), 3 + 7 + 8 + Timetable.HORIZON_DAYS);
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(Asking.engine(promises, questions.some(size.questions())));
            List<Question> both = questions.some(plainCount);
            plains.add(Asking.plain(plain, both));
            ratios[i] =
                    plains.getLast().micros(50) / Asking.engine(promises, both).micros(50);
            both.forEach(question -> compare(map, promises, plain, question));
        }
        tell(figures, rounds, plains, ratios, plain);
        figures.put("tablesMiB", tables / 1_048_576.0);
        out.accept(text("tables", "%.1f MiB".formatted(tables / 1_048_576.0)));
        changes(figures, timetables, promises, questions);
    }

    private void warmUp(Promises promises, Questions questions) {
        long end = System.nanoTime() + size.warmUp().toNanos();
        while (System.nanoTime() - end < 0) {
            Asking.engine(promises, questions.some(500));
        }
    }

    private void tell(
            Map<String, Object> figures,
            List<Asking.Round> rounds,
            List<Asking.Round> plains,
            double[] ratios,
            PlainSearch plain) {
        for (double percentile : new double[] {50, 90, 99, 100}) {
            String name = percentile == 100 ? "max" : "p" + (int) percentile;
            tell(figures, name + " µs", "%,.1f", rounds, round -> round.micros(percentile));
            tell(figures, name + " cpu µs", "%,.1f", rounds, round -> round.cpuMicros(percentile));
        }
        tell(figures, "queries/s", "%,.0f", rounds, Asking.Round::perSecond);
        tell(figures, "bytes/query", "%,.0f", rounds, Asking.Round::bytes);
        tell(
                figures,
                "kept %",
                "%.1f",
                rounds,
                round -> 100.0 * round.kept() / round.nanos().getTotalCount());
        tell(figures, "plain p50 µs", "%,.0f", plains, round -> round.micros(50));
        out.accept(text("plain graph", "%,d 班次 dated departures".formatted(plain.size())));
        Spread ratio = Spread.of(ratios);
        figures.put("ratio", ratio.json());
        out.accept(text("ratio", ratio.text("%,.0f") + "  朴素算法 ÷ 引擎 plain ÷ engine, medians, same questions"));
    }

    private void tell(
            Map<String, Object> figures,
            String name,
            String format,
            List<Asking.Round> rounds,
            ToDoubleFunction<Asking.Round> figure) {
        Spread spread = Spread.of(rounds.stream().mapToDouble(figure).toArray());
        figures.put(name, spread.json());
        out.accept(text(name, spread.text(format)));
    }

    private void compare(NetworkMap map, Promises promises, PlainSearch plain, Question question) {
        int lead = Answers.leadMinutes(map, question.to());
        Optional<PlainSearch.Answer> expected = plain.find(question);
        String said = Answers.differ(question, expected, Asking.ask(promises, question), lead);
        if (said != null) {
            equal = false;
            out.accept("  答案不同 · answers differ: " + said);
        }
    }

    /** Changes the timetable on another thread while questions go on. */
    private void changes(Map<String, Object> figures, Timetables timetables, Promises promises, Questions questions) {
        List<Question> some = questions.some(2_000);
        var took = new double[CHANGES];
        var pauses = new double[CHANGES];
        for (int i = 0; i < CHANGES; i++) {
            int minutes = i + 1;
            long begun = System.nanoTime();
            CompletableFuture<Long> changed = CompletableFuture.supplyAsync(() -> {
                timetables.change(minutes);
                Asking.ask(promises, some.getFirst());
                return System.nanoTime();
            });
            long longest = 0;
            long until = Long.MAX_VALUE;
            for (int asked = 0; System.nanoTime() < until; asked++) {
                long before = System.nanoTime();
                Asking.ask(promises, some.get(asked % some.size()));
                longest = Math.max(longest, System.nanoTime() - before);
                if (until == Long.MAX_VALUE && changed.isDone()) {
                    until = System.nanoTime() + AFTER_CHANGE.toNanos();
                }
            }
            took[i] = (changed.join() - begun) / 1e6;
            pauses[i] = longest / 1e6;
        }
        figures.put("changeMillis", Spread.of(took).json());
        figures.put("pauseMillis", Spread.of(pauses).json());
        out.accept(text("change ms", Spread.of(took).text("%,.0f") + "  改时刻表到按新表回答 until answered by the new tables"));
        out.accept(text("pause ms", Spread.of(pauses).text("%,.1f") + "  其间最慢一问 slowest question meanwhile"));
    }

    private static String text(String name, String value) {
        return Figures.line(name, value).stripTrailing();
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
