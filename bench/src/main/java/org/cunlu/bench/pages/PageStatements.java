package org.cunlu.bench.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.calling.Market;
import org.cunlu.bench.calling.Wire;

/**
 * What a page that nobody has in memory costs the database, as the app itself counts what it sends. Its jobs send theirs in
 * between, so the median of many pages tells, and the least.
 */
final class PageStatements {
    private static final String COUNTER = "cunlu_sql_statements_total";
    private static final Pattern COUNTED = Pattern.compile("(?m)^" + COUNTER + "(?:\\{[^}]*})? (\\S+)$");
    private static final int PAGES_MAX = 100;

    private PageStatements() {}

    /** @return statements of each of some products' pages, each asked for once */
    static double[] each(Address address) {
        try (var market = new Market(address);
                var wire = new Wire(address)) {
            List<String> codes = market.products().stream().limit(PAGES_MAX).toList();
            if (codes.isEmpty()) {
                throw new BrokenOff("没有在售商品 · Nothing is on sale: is the demo county loaded?");
            }
            var sent = new double[codes.size()];
            for (int i = 0; i < sent.length; i++) {
                double before = sent(wire);
                wire.send("GET", "/api/shop/products/" + codes.get(i), "", null)
                        .must("商品页打不开 · The page cannot be read");
                sent[i] = sent(wire) - before;
            }
            return sent;
        } catch (IOException e) {
            throw new BrokenOff("应用没有回答 · The app does not answer: " + e.getMessage(), e);
        }
    }

    private static double sent(Wire wire) throws IOException {
        String counters = new String(
                wire.send("GET", "/prometheus", "Accept: text/plain\r\n", null)
                        .must("问不到计数 · The counters cannot be asked")
                        .body(),
                StandardCharsets.UTF_8);
        var found = COUNTED.matcher(counters);
        if (!found.find()) {
            throw new BrokenOff("没有计数 · No counter " + COUNTER);
        }
        return Double.parseDouble(found.group(1));
    }
}
