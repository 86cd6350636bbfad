package org.cunlu.bench.measuring;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The rounds of one measurement, told as median with lowest and highest. */
public record Figures(List<Round> rounds) {
    private static final double[] PERCENTILES = {50, 90, 99, 100};

    public Figures {
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("no rounds");
        }
        rounds = List.copyOf(rounds);
    }

    /** Of several rounds. */
    public record Spread(double median, double min, double max) {
        public static Spread of(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int half = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
            return new Spread(median, sorted[0], sorted[sorted.length - 1]);
        }

        public Map<String, Object> json() {
            var json = new LinkedHashMap<String, Object>();
            json.put("median", rounded(median));
            json.put("min", rounded(min));
            json.put("max", rounded(max));
            return json;
        }

        public String text(String format) {
            return String.format(Locale.ROOT, format + "  (" + format + " … " + format + ")", median, min, max);
        }

        private static double rounded(double value) {
            return Math.round(value * 1000) / 1000.0;
        }
    }

    public Spread perSecond() {
        return spread(Round::perSecond);
    }

    public Spread millisAt(double percentile) {
        return spread(round -> round.millisAt(percentile));
    }

    /** @return how turns ended, all rounds together */
    public Map<String, Long> outcomes() {
        var sum = new TreeMap<String, Long>();
        rounds.forEach(round -> round.outcomes().forEach((outcome, count) -> sum.merge(outcome, count, Long::sum)));
        return sum;
    }

    /** @return outcomes that must not be: a 5xx, or no answer at all */
    public List<String> faults() {
        return outcomes().keySet().stream()
                .filter(outcome -> outcome.contains("http-5") || outcome.equals(ClosedLoop.Turn.LOST))
                .toList();
    }

    /** @param what is counted, such as {@code orders/s} */
    public String text(String what) {
        var text = new StringBuilder();
        text.append(line(what, perSecond().text("%,.0f")));
        for (double percentile : PERCENTILES) {
            text.append(line(name(percentile) + " ms", millisAt(percentile).text("%,.1f")));
        }
        text.append(line("outcomes", outcomes().toString()));
        return text.toString();
    }

    public Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("perSecond", perSecond().json());
        for (double percentile : PERCENTILES) {
            json.put(name(percentile) + "Millis", millisAt(percentile).json());
        }
        json.put("outcomes", outcomes());
        return json;
    }

    public static String line(String name, String value) {
        return String.format(Locale.ROOT, "  %-12s %s%n", name, value);
    }

    private Spread spread(ToDoubleFunction<Round> figure) {
        return Spread.of(rounds.stream().mapToDouble(figure).toArray());
    }

    private static String name(double percentile) {
        return percentile == 100 ? "max" : "p" + (int) percentile;
    }
}
