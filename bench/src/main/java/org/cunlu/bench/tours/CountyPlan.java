package org.cunlu.bench.tours;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cunlu.logistics.TourJudge.Verdict;
import org.cunlu.logistics.TourPlan;
import org.cunlu.logistics.TourPlanner;
import org.cunlu.logistics.TourProblem;
import org.cunlu.logistics.judging.PlainJudge;
import org.cunlu.logistics.tours.StringPlanner;

/** {@code ./cunlu plan --county}: the county's own day, how soon its plan is good, and what going both ways at once saves. */
final class CountyPlan {
    /** The search against which shorter ones are measured. */
    static final double LONG = 60;

    private static final double SOON = 2;
    private static final double SHORT = 15;
    private static final double SAVED = 0.25;
    private static final String ROW = "%-34s %8s %10s %9s %12s  %s%n";

    private final PrintWriter tell;
    private final double seconds;
    private final long seed;

    /** @param seconds CPU seconds of the longest search, on one thread */
    CountyPlan(PrintWriter tell, double seconds, long seed) {
        this.tell = tell;
        this.seconds = seconds;
        this.seed = seed;
    }

    private record Moment(double second, double cost, int leftOut) {}

    private record Found(Verdict verdict, List<Moment> moments) {
        TourPlan plan() {
            return verdict.plan();
        }

        boolean whole() {
            return verdict.holds() && plan().leftOut().isEmpty();
        }

        /** @return cost of the best until then */
        double cost(double second) {
            return moments.stream()
                    .filter(each -> each.second() <= second)
                    .mapToDouble(Moment::cost)
                    .min()
                    .orElse(Double.NaN);
        }
    }

    /** @return whether all holds that is asked of it */
    boolean print() {
        var day = new CountyDay(seed);
        tell.println(day.told() + "  seed " + seed);
        Found both = search(day.problem(true, true), seconds);
        Found down = search(day.problem(true, false), Math.min(seconds, SHORT));
        Found up = search(day.problem(false, true), Math.min(seconds, SHORT));
        tell.printf(ROW, "", "vans", "km", "hours", "yuan", "judge");
        row("去回一趟 both ways in one trip", both);
        row("只送 delivery tours", down);
        row("只收 collection tours", up);
        double apart = down.plan().metres() + up.plan().metres();
        tell.printf(
                ROW,
                "分开合计 apart, together",
                down.plan().tours().size() + up.plan().tours().size(),
                "%.1f".formatted(apart / 1_000),
                "%.1f".formatted(hours(down) + hours(up)),
                "%.2f".formatted((down.plan().cost() + up.plan().cost()) / 100),
                "");
        double saved = 1 - both.plan().metres() / apart;
        double feasible = both.moments().stream()
                .filter(each -> each.leftOut() == 0)
                .mapToDouble(Moment::second)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        double gap = both.cost(SHORT) / both.plan().cost() - 1;
        tell.printf(Locale.ROOT, "少跑 fewer vehicle-km: %.1f %% (to reach: 25 %%)%n", saved * 100);
        tell.printf(Locale.ROOT, "第一个可行方案 first feasible plan: %.2f CPU s (to reach: 2)%n", feasible);
        tell.printf(
                Locale.ROOT,
                "15 s 与 %.0f s 相差 15 s against %.0f s: %+.2f %% (to reach: 1 %%)%n",
                seconds,
                seconds,
                gap * 100);
        tell.flush();
        return both.whole() && down.whole() && up.whole() && saved >= SAVED && feasible <= SOON && gap <= 0.01;
    }

    private void row(String name, Found found) {
        tell.printf(
                ROW,
                name,
                found.plan().tours().size(),
                "%.1f".formatted(found.plan().metres() / 1_000),
                "%.1f".formatted(hours(found)),
                "%.2f".formatted(found.plan().cost() / 100),
                found.whole()
                        ? "holds"
                        : "DOES NOT HOLD " + found.verdict().faults() + " "
                                + found.plan().leftOut());
    }

    private static double hours(Found found) {
        return found.plan().tours().stream().mapToDouble(TourPlan.Tour::seconds).sum() / 3_600;
    }

    private Found search(TourProblem problem, double limit) {
        double begun = cpu();
        var moments = new ArrayList<Moment>();
        var watch = new TourPlanner.Watch() {
            @Override
            public boolean enough(long iterations) {
                return cpu() - begun >= limit;
            }

            @Override
            public void better(TourPlanner.Best best) {
                moments.add(new Moment(cpu() - begun, best.cost(), best.leftOut()));
            }
        };
        List<TourPlan.Order> orders = new StringPlanner().plan(problem, List.of(), seed, 1, watch);
        return new Found(new PlainJudge().judge(problem, orders), moments);
    }

    private static double cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }
}
