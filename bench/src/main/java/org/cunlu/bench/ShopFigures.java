package org.cunlu.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cunlu.bench.measuring.Figures;
import org.cunlu.bench.pages.ShopPages;

/** How long the server needs for the pages that a visitor of the shop sees first, one kind after another. */
final class ShopFigures {
    private static final double P50_MILLIS_MAX = 15;
    private static final int ROUNDS = 3;

    private final PrintWriter out;
    private final Map<String, Object> kept;

    ShopFigures(PrintWriter out, Map<String, Object> kept) {
        this.out = out;
        this.kept = kept;
    }

    /** @return whether half of each kind came within the limit, and nobody met a fault */
    boolean measure(Where where, Load load, int connections) {
        boolean good = true;
        var json = new LinkedHashMap<String, Object>();
        for (ShopPages kind : ShopPages.values()) {
            Figures figures = kind.read(
                    where.address(),
                    connections,
                    load.offers,
                    Duration.ofSeconds(load.warmUp),
                    Duration.ofSeconds(load.seconds),
                    ROUNDS);
            out.println("%nshop %s  %d 连接 connections, %d × %d s".formatted(kind, connections, ROUNDS, load.seconds));
            out.print(figures.text("pages/s"));
            out.print(Figures.line("limit", "p50 ≤ " + P50_MILLIS_MAX + " ms"));
            json.put(kind.name(), figures.json());
            good &= figures.millisAt(50).median() <= P50_MILLIS_MAX
                    && figures.faults().isEmpty()
                    && figures.perSecond().median() > 0;
        }
        json.put("clients", connections);
        kept.put("shop", json);
        return good;
    }
}
