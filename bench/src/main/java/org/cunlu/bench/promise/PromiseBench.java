package org.cunlu.bench.promise;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.cunlu.bench.measuring.Figures;
import org.cunlu.bench.measuring.Figures.Spread;
import org.cunlu.bench.promise.PlainSearch.Question;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.Room;
import org.cunlu.logistics.Timetable;
import org.cunlu.logistics.promise.PromiseEngine;

/**
 * Asks the promise engine in process: on the demo county and on a generated province, and beside it, on the same questions
 * in the same run, a plain Dijkstra over the time-expanded graph, whose answers must be the same.
 */
public final class PromiseBench {
    private static final int ROUNDS = 3;
    private static final int CHANGES = 3;
    private static final double MEBIBYTE = 1 << 20;
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
    /** Before the week in which is asked, for trips that are under way, and after it, for stations that are shut. */
    private static final int DAYS_BEFORE = 3;

    private static final int DAYS = DAYS_BEFORE + 7 + 8 + Timetable.HORIZON_DAYS;

    private final Size size;
    private final Consumer<String> out;
    private final Map<String, Object> json = new LinkedHashMap<>();
    private int compared;
    private int different;
    private boolean held = true;

    /** How much is asked. @param questions a round @param plain of them asked of the plain search as well */
    public record Size(long seed, int questions, int plain, Duration warmUp) {}

    public PromiseBench(Size size, Consumer<String> out) {
        this.size = size;
        this.out = out;
    }

    /** @return whether both gave the same answers */
    public boolean equal() {
        return different == 0;
    }

    /** @return of how many questions the answers were compared */
    public int compared() {
        return compared;
    }

    /** @return of how many of them they differed */
    public int different() {
        return different;
    }

    /** @return whether all limits of processor time and memory were held, which a busy machine holds as well */
    public boolean held() {
        return held;
    }

    public Map<String, Object> json() {
        return json;
    }

    public void demoCounty() {
        measure("demo county", DemoCounty.read(), size.plain(), Limits.DEMO_COUNTY);
    }

    public void province() {
        // The plain way takes so long here that fewer questions must do.
        NetworkMap map = ProvinceLines.of(Province.Shape.WHOLE, size.seed());
        measure("province", map, Math.max(1, size.plain() / 10), Limits.PROVINCE);
    }

    private void measure(String name, NetworkMap map, int plainCount, Limits limits) {
        describe(name, map);
        var questions = new Questions(map, MONDAY, size.seed());
        var figures = new LinkedHashMap<String, Object>();
        json.put(name, figures);
        var timetables = new Timetables(map);
        long without = usedBytes();
        Room room = SoldRoom.of(map, MONDAY.minusDays(DAYS_BEFORE), DAYS, size.seed());
        double held = (usedBytes() - without) / MEBIBYTE;
        figures.put("room MiB", held);
        out.accept(text("room MiB", "%.1f  已占的班次 what is held on departures".formatted(held)));
        var plain = new PlainSearch(map, room, PromiseEngine.TRANSFERS_MAX, MONDAY.minusDays(DAYS_BEFORE), DAYS);
        long before = usedBytes();
        Promises promises = PromiseEngine.over(timetables, room, PromiseEngine.TRANSFERS_MAX);
        warmUp(promises, questions);
        var rounds = new ArrayList<Asking.Round>();
        var plains = new ArrayList<Asking.Round>();
        var ratios = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(Asking.engine(promises, questions.some(size.questions())));
            List<Question> both = questions.some(plainCount);
            plains.add(Asking.plain(plain, both));
            ratios[i] =
                    plains.getLast().micros(50) / Asking.engine(promises, both).micros(50);
            both.forEach(question -> compare(map, promises, plain, question));
        }
        tell(figures, rounds, plains, ratios, plain);
        // Now that all that is worked out only when asked for has been.
        double tables = (usedBytes() - before) / MEBIBYTE;
        figures.put("tables MiB", tables);
        out.accept(text("tables MiB", "%.1f".formatted(tables)));
        double change = changes(figures, timetables, promises, questions);
        double p50 = median(rounds, round -> round.cpuMicros(50));
        double p99 = median(rounds, round -> round.cpuMicros(99));
        List<String> judged = limits.judged(p50, p99, tables, change);
        figures.put("limits", judged);
        this.held &= Limits.held(judged);
        judged.forEach(line -> out.accept(text("limit", line)));
    }

    private void describe(String name, NetworkMap map) {
        int stops = map.lines().stream().mapToInt(line -> line.stops().size()).sum();
        out.accept("%n%s  seed %d，%,d 节点 nodes, %,d 线路 lines, %,d 停靠 stops"
                .formatted(name, size.seed(), map.nodes().size(), map.lines().size(), stops));
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

    private <T> void tell(
            Map<String, Object> figures, String name, String format, List<T> rounds, ToDoubleFunction<T> figure) {
        Spread spread = spread(rounds, figure);
        figures.put(name, spread.json());
        out.accept(text(name, spread.text(format)));
    }

    private void compare(NetworkMap map, Promises promises, PlainSearch plain, Question question) {
        int lead = Answers.leadMinutes(map, question.to());
        Optional<PlainSearch.Answer> expected = plain.find(question);
        String said = Answers.differ(question, expected, Asking.ask(promises, question), lead);
        compared++;
        if (said != null) {
            different++;
            out.accept("  答案不同 · answers differ: " + said);
        }
    }

    /** @return median milliseconds that a change of the timetable takes */
    private double changes(Map<String, Object> figures, Timetables timetables, Promises promises, Questions questions) {
        List<Question> some = questions.some(2_000);
        var changes = new ArrayList<Changing>();
        for (int i = 1; i <= CHANGES; i++) {
            changes.add(Changing.by(i, timetables, promises, some));
        }
        tell(figures, "change ms", "%,.0f", changes, Changing::tookMillis);
        out.accept("               改时刻表到按新表回答；其间一直有人问 until answered by the new tables; meanwhile:");
        tell(
                figures,
                "- questions",
                "%,.0f",
                changes,
                change -> change.meanwhile().getTotalCount());
        tell(figures, "- p99 ms", "%,.2f", changes, change -> change.meanwhileMillis(99));
        tell(figures, "- max ms", "%,.1f", changes, change -> change.meanwhileMillis(100));
        return median(changes, Changing::tookMillis);
    }

    private static <T> double median(List<T> all, ToDoubleFunction<T> figure) {
        return spread(all, figure).median();
    }

    private static <T> Spread spread(List<T> all, ToDoubleFunction<T> figure) {
        return Spread.of(all.stream().mapToDouble(figure).toArray());
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
