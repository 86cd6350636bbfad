package org.cunlu.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.bench.checkout.Checkout;
import org.cunlu.bench.measuring.Figures;
import org.cunlu.bench.measuring.Figures.Spread;
import org.cunlu.bench.measuring.Round;

/** Everybody orders the same thing, and beside that, in turns, things spread out. */
final class HotFigures {
    private static final double RATIO_MIN = 0.5;
    private static final int PAIRS = 5;
    /** What one offer has in stock does not last longer. */
    private static final int SECONDS_MAX = 4;

    private final PrintWriter out;
    private final Map<String, Object> kept;

    HotFigures(PrintWriter out, Map<String, Object> kept) {
        this.out = out;
        this.kept = kept;
    }

    /** @return whether the hot one was sold at half the speed of others at least, and nobody met a fault */
    boolean measure(Where where, Load load) {
        var length = Duration.ofSeconds(Math.min(load.seconds, SECONDS_MAX));
        var apart = new ArrayList<Round>();
        var hot = new ArrayList<Round>();
        try (var spread = Checkout.prepare(where.address(), load.clients, load.offers);
                var one = Checkout.prepare(where.address(), load.clients, 1)) {
            spread.warmUp(Duration.ofSeconds(load.warmUp));
            round(one, length);
            for (int i = 0; i < PAIRS; i++) {
                // Whichever comes second finds the machine as the first left it, so they take turns in that as well.
                if (i % 2 == 0) {
                    apart.add(round(spread, length));
                    hot.add(round(one, length));
                } else {
                    hot.add(round(one, length));
                    apart.add(round(spread, length));
                }
            }
        }
        return tell(load, length, new Figures(apart), new Figures(hot));
    }

    private static Round round(Checkout checkout, Duration length) {
        Round round = checkout.round(length);
        checkout.giveBack();
        return round;
    }

    private boolean tell(Load load, Duration length, Figures apart, Figures hot) {
        var ratios = new double[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            ratios[i] = hot.rounds().get(i).perSecond() / apart.rounds().get(i).perSecond();
        }
        Spread ratio = Spread.of(ratios);
        out.println("%nhot  %d 人 clients, 抢同一种商品 all want one offer, %d × %d s"
                .formatted(load.clients, PAIRS, length.toSeconds()));
        out.print("分散 spread over " + load.offers + "\n" + apart.text("orders/s"));
        out.print("同一种 one\n" + hot.text("orders/s"));
        out.print(Figures.line("ratio", ratio.text("%.3f") + "  不应低于 not below " + RATIO_MIN));
        var json = new LinkedHashMap<String, Object>();
        json.put("clients", load.clients);
        json.put("spread", apart.json());
        json.put("one", hot.json());
        json.put("ratio", ratio.json());
        kept.put("hot", json);
        return ratio.median() >= RATIO_MIN
                && Stream.of(apart, hot).allMatch(figures -> figures.faults().isEmpty());
    }
}
