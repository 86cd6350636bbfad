package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch._types.aggregations.RangeAggregation;
import co.elastic.clients.elasticsearch._types.aggregations.RangeBucket;
import java.util.List;
import java.util.stream.IntStream;

/** Steps of price that a list is counted by. A step's code is the two ends to narrow to, both inclusive. */
final class PriceSteps {
    /** Fen. */
    private static final List<Long> FROM = List.of(0L, 1_000L, 2_000L, 5_000L, 10_000L, 20_000L, 50_000L);

    private static final int FEN = 100;

    private PriceSteps() {}

    static RangeAggregation ranges(String field) {
        return RangeAggregation.of(range -> {
            range.field(field).keyed(false);
            IntStream.range(0, FROM.size())
                    .forEach(i -> range.ranges(step -> {
                        step.key(code(i)).from((double) FROM.get(i));
                        return last(i) ? step : step.to((double) FROM.get(i + 1));
                    }));
            return range;
        });
    }

    static String name(RangeBucket bucket) {
        int i = IntStream.range(0, FROM.size())
                .filter(step -> code(step).equals(bucket.key()))
                .findFirst()
                .orElseThrow();
        long from = FROM.get(i) / FEN;
        if (last(i)) {
            return from + " 元以上 · " + from + " yuan and more";
        }
        long to = FROM.get(i + 1) / FEN;
        return i == 0 ? to + " 元以下 · under " + to + " yuan" : from + "–" + to + " 元 · " + from + " to " + to + " yuan";
    }

    private static String code(int i) {
        return FROM.get(i) + "-" + (last(i) ? "" : FROM.get(i + 1) - 1);
    }

    private static boolean last(int i) {
        return i == FROM.size() - 1;
    }
}
