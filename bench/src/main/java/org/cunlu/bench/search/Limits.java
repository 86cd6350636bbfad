package org.cunlu.bench.search;

import org.cunlu.bench.measuring.Figures;

/** What may be taken at most, for 100,000 SKUs. */
enum Limits {
    QUESTION_P50("ms", 15),
    QUESTION_P99("ms", 60),
    SUGGESTION_P99("ms", 20),
    FOUND_P95("ms", 2_000),
    REBUILD("s", 90);

    private final String unit;
    private final double most;

    Limits(String unit, double most) {
        this.unit = unit;
        this.most = most;
    }

    /** Nothing takes no time: 0 says that nothing was measured. */
    boolean held(double figure) {
        return figure > 0 && figure <= most;
    }

    String line(double figure) {
        return Figures.line(
                        held(figure) ? "held" : "MISSED",
                        "%s %.1f %s，上限 at most %.0f".formatted(name(), figure, unit, most))
                .stripTrailing();
    }
}
