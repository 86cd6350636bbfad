package org.cunlu.bench.fuzz;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What was sent and how it was answered, in figures. Used by several threads. */
final class Tally {
    private static final long HIGHEST_MILLIS = 120_000;
    private static final int DIGITS = 3;

    private final Map<Family, long[]> families = new EnumMap<>(Family.class);
    private final Map<String, long[]> operations = new TreeMap<>();
    private final Map<String, Map<String, Long>> refusals = new TreeMap<>();
    private final Histogram millis = new Histogram(HIGHEST_MILLIS, DIGITS);

    synchronized void add(Tried tried, Heard heard) {
        long[] family = families.computeIfAbsent(tried.family(), _ -> new long[6]);
        family[0]++;
        family[Math.clamp(heard.status() / 100, 1, 5)]++;
        String name = tried.operation().name();
        long[] operation = operations.computeIfAbsent(name, _ -> new long[4]);
        operation[0]++;
        if (tried.family() == Family.POSITIVE) {
            operation[1]++;
            operation[2] += heard.done() ? 1 : 0;
            if (!heard.done()) {
                refusals.computeIfAbsent(name, _ -> new TreeMap<>())
                        .merge(heard.status() + " " + heard.code(), 1L, Long::sum);
            }
        }
        operation[3] += heard.done() ? 1 : 0;
        millis.recordValue(Math.min(heard.millis(), HIGHEST_MILLIS));
    }

    synchronized boolean everDone(Operation operation) {
        long[] of = operations.get(operation.name());
        return of != null && of[3] > 0;
    }

    synchronized void print(PrintWriter out, List<Operation> all) {
        long sent = families.values().stream().mapToLong(counts -> counts[0]).sum();
        long covered =
                all.stream().filter(each -> operations.containsKey(each.name())).count();
        long done = all.stream().filter(this::everDone).count();
        long[] positive = families.getOrDefault(Family.POSITIVE, new long[6]);
        out.printf(
                "请求 requests %d，接口 operations %d / %d，曾成功 ever answered with 2xx %d，合规请求被接受 positive_accepted %d / %d = %.1f %%%n",
                sent,
                covered,
                all.size(),
                done,
                positive[2],
                positive[0],
                100.0 * positive[2] / Math.max(1, positive[0]));
        out.printf(
                "毫秒 ms: p50 %d, p95 %d, p99 %d, max %d%n",
                millis.getValueAtPercentile(50),
                millis.getValueAtPercentile(95),
                millis.getValueAtPercentile(99),
                millis.getMaxValue());
        out.println("family               sent      2xx      4xx      5xx   other");
        families.forEach((family, counts) -> out.printf(
                "%-18s %7d  %7d  %7d  %7d %7d%n",
                family.word(), counts[0], counts[2], counts[4], counts[5], counts[1] + counts[3]));
        out.println("从未成功 never answered with 2xx, and how a good request was refused last:");
        all.stream()
                .filter(each -> !everDone(each))
                .forEach(each -> out.println("  " + each.name() + "  " + refusals.getOrDefault(each.name(), Map.of())));
    }

    synchronized void printShares(PrintWriter out) {
        out.println("operation, positive, of them 2xx");
        operations.forEach((name, counts) -> out.printf("  %s, %d, %d%n", name, counts[1], counts[2]));
    }
}
