package org.cunlu.bench.pages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.measuring.Figures;
import org.cunlu.bench.measuring.Figures.Spread;
import org.cunlu.bench.measuring.Round;
import org.cunlu.bench.pages.Changed.Age;

/**
 * How old what a product's page shows may be, while many read pages: its seller changes a price again and again, and the county
 * takes the product off sale and puts it back. At the end it costs what it did. And what a page costs that nobody remembers.
 */
public final class Freshness {
    private static final Duration LOOKED = Duration.ofMillis(1_500);
    private static final int CHANGES_A_TIME = 4;
    private static final long MILLIS_MAX = 1_000;
    private static final double STATEMENTS_MAX = 3;

    private Freshness() {}

    /**
     * What was seen.
     * @param prices milliseconds until no page showed the old price any more @param withdrawn the same of a product off sale
     * @param unseen changes that no page showed as long as it was looked for
     * @param statements of pages that nobody remembered @param load what the readers saw meanwhile
     */
    public record Result(List<Long> prices, List<Long> withdrawn, int unseen, Spread statements, Round load) {
        public boolean good() {
            return unseen == 0
                    && Stream.concat(prices.stream(), withdrawn.stream()).allMatch(millis -> millis <= MILLIS_MAX)
                    && statements.median() <= STATEMENTS_MAX;
        }

        public String text() {
            String most = "，上限 at most " + MILLIS_MAX;
            return Figures.line("price ms", spread(prices).text("%.0f") + most)
                    + Figures.line("withdrawn ms", spread(withdrawn).text("%.0f") + most)
                    + Figures.line("unseen", String.valueOf(unseen))
                    + Figures.line("statements", statements.text("%.0f") + "，上限 at most " + (int) STATEMENTS_MAX)
                    + Figures.line("pages/s", "%,.0f 同时 meanwhile".formatted(load.perSecond()));
        }

        public Map<String, Object> json() {
            var json = new LinkedHashMap<String, Object>();
            json.put("priceMillis", spread(prices).json());
            json.put("withdrawnMillis", spread(withdrawn).json());
            json.put("unseen", unseen);
            json.put("statements", statements.json());
            json.put("pagesPerSecond", Math.round(load.perSecond()));
            json.put("good", good());
            return json;
        }

        private static Spread spread(List<Long> millis) {
            return Spread.of(millis.stream().mapToDouble(Long::doubleValue).toArray());
        }
    }

    /** @param connections readers at once @param products over how many they are spread @param times 1 or more */
    public static Result run(Address address, int connections, int products, int times) {
        return run(address, connections, products, times, LOOKED);
    }

    static Result run(Address address, int connections, int products, int times, Duration looked) {
        if (times < 1 || connections < 1) {
            throw new BrokenOff("至少一次、一个连接 · Once and one reader at least");
        }
        double[] statements = PageStatements.each(address);
        try (var readers = PageReaders.prepare(address, connections, products);
                var changed = Changed.prepare(address, looked);
                var threads = Executors.newSingleThreadExecutor()) {
            Future<Round> load =
                    threads.submit(() -> readers.round(looked.multipliedBy((long) times * CHANGES_A_TIME)));
            var prices = new ArrayList<Age>();
            var withdrawn = new ArrayList<Age>();
            for (int i = 0; i < times; i++) {
                prices.add(changed.priced(1));
                prices.add(changed.priced(0));
                withdrawn.add(changed.withdrawn());
                withdrawn.add(changed.reinstated());
            }
            long unseen = Stream.concat(prices.stream(), withdrawn.stream())
                    .filter(age -> !age.seen())
                    .count();
            return new Result(millis(prices), millis(withdrawn), (int) unseen, Spread.of(statements), load.get());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BrokenOff broken ? broken : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("中断 · interrupted", e);
        }
    }

    private static List<Long> millis(List<Age> ages) {
        return ages.stream().map(Age::millis).toList();
    }
}
