package org.cunlu.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.checkout.Overload;
import org.cunlu.bench.measuring.ClosedLoop.Turn;
import org.cunlu.bench.measuring.Figures;
import org.cunlu.bench.measuring.Figures.Spread;
import org.cunlu.bench.measuring.OpenLoop;
import org.cunlu.bench.measuring.Round;

/** As many orders as can be done, then several times as many people: what is done for them, and what the others are told. */
final class OverloadFigures {
    private static final int ROUNDS = 3;
    private static final double RATIO_MIN = 0.8;
    /** Of the rate that was asked for, with which people must have come for the figure to tell anything. */
    private static final double CAME_MIN = 0.9;
    /** The app waits out a rush of so long before it sends anybody away sooner (cunlu.requests.burst). */
    private static final Duration RUSH = Duration.ofSeconds(12);

    private final PrintWriter out;
    private final Map<String, Object> kept;

    OverloadFigures(PrintWriter out, Map<String, Object> kept) {
        this.out = out;
        this.kept = kept;
    }

    /** @return whether enough was done, the rest was put off as it should be, and there were enough people to tell */
    boolean measure(Where where, Load load, double times, int people) {
        if (people <= load.clients) {
            throw new BrokenOff("人太少 · --people is not more than --clients");
        }
        var length = Duration.ofSeconds(load.seconds);
        var saturated = new ArrayList<Round>();
        var crowded = new ArrayList<Round>();
        double rate;
        try (var overload = Overload.prepare(where.address(), people, load.offers)) {
            overload.saturated(load.clients, Duration.ofSeconds(load.warmUp));
            for (int i = 0; i < ROUNDS; i++) {
                saturated.add(overload.saturated(load.clients, length));
            }
            rate = times * new Figures(saturated).perSecond().max();
            Round rush = overload.open(rate, RUSH);
            out.println("  高峰开始 the rush at its beginning: " + rush.outcomes());
            for (int i = 0; i < ROUNDS; i++) {
                crowded.add(overload.open(rate, length));
            }
        }
        return tell(load, rate, new Figures(saturated), new Figures(crowded));
    }

    private boolean tell(Load load, double rate, Figures peak, Figures crowd) {
        double best = peak.perSecond().max();
        Spread ratio = Spread.of(crowd.rounds().stream()
                .mapToDouble(round -> round.perSecond() / best)
                .toArray());
        double came = 1 - share(crowd, OpenLoop.NOBODY_FREE::equals);
        out.println("%noverload  峰值 peak by %d 人 clients, %d × %d s".formatted(load.clients, ROUNDS, load.seconds));
        out.print(peak.text("orders/s"));
        out.println("超载 overload by %.0f 人每秒 people a second".formatted(rate));
        out.print(crowd.text("orders/s"));
        out.print(Figures.line("goodput", ratio.text("%.3f") + "  办成 ÷ 峰值 done ÷ peak，不应低于 not below " + RATIO_MIN));
        out.print(Figures.line("put off", percent(share(crowd, Overload::putOff)) + "  503 + Retry-After"));
        out.print(Figures.line("came", percent(came) + "  不应低于 not below " + percent(CAME_MIN)));
        List<String> wrong = crowd.outcomes().keySet().stream()
                .filter(outcome -> !Overload.right(outcome))
                .toList();
        wrong.forEach(outcome -> out.println("  不应有 · must not be: " + outcome));
        var json = new LinkedHashMap<String, Object>();
        json.put("clients", load.clients);
        json.put("rate", rate);
        json.put("peak", peak.json());
        json.put("overload", crowd.json());
        json.put("ratio", ratio.json());
        kept.put("overload", json);
        return ratio.median() >= RATIO_MIN
                && came >= CAME_MIN
                && wrong.isEmpty()
                && peak.outcomes().keySet().stream().allMatch(Turn.DONE::equals);
    }

    private static double share(Figures figures, java.util.function.Predicate<String> which) {
        Map<String, Long> outcomes = figures.outcomes();
        long all = outcomes.values().stream().mapToLong(Long::longValue).sum();
        long some = outcomes.entrySet().stream()
                .filter(entry -> which.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return (double) some / all;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
