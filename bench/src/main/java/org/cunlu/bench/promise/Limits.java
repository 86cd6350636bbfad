package org.cunlu.bench.promise;

import java.util.ArrayList;
import java.util.List;

/** What the engine is to keep to, on one core. @param p99Micros null where none is set */
record Limits(double p50Micros, Double p99Micros, double tablesMiB, double changeMillis) {
    private static final String BY_THE_WALL = "change ms";
    private static final String MISSED = "超限 MISSED";

    static final Limits DEMO_COUNTY = new Limits(200, null, 300, 2_000);
    static final Limits PROVINCE = new Limits(1_000, 5_000.0, 300, 2_000);

    /** @return a line for each limit, told as held or not */
    List<String> judged(double p50, double p99, double tables, double change) {
        var lines = new ArrayList<String>();
        lines.add(judged("p50 cpu µs", p50, p50Micros));
        if (p99Micros != null) {
            lines.add(judged("p99 cpu µs", p99, p99Micros));
        }
        lines.add(judged("tables MiB", tables, tablesMiB));
        lines.add(judged(BY_THE_WALL, change, changeMillis));
        return lines;
    }

    /** @return whether all were held but the one by the clock on the wall, which tells of the machine's other work as well */
    static boolean held(List<String> judged) {
        return judged.stream().noneMatch(line -> line.endsWith(MISSED) && !line.startsWith(BY_THE_WALL));
    }

    private static String judged(String name, double value, double limit) {
        return "%s %,.1f ≤ %,.0f %s".formatted(name, value, limit, value <= limit ? "守住 held" : MISSED);
    }
}
