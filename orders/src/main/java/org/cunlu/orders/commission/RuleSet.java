package org.cunlu.orders.commission;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.orders.Commissions.Item;
import org.cunlu.orders.LineTerms;

/**
 * Rules in their order: the first that fits a line decides of it. Pure.
 * @param version 0 for what holds until a county sets its own
 */
record RuleSet(int version, List<Rule> rules) {
    static final RuleSet NONE = new RuleSet(0, List.of());

    RuleSet {
        rules = List.copyOf(rules);
    }

    /**
     * @param otherwise where no rule fits
     * @param taxBps tax on the commission, which holds it already
     * @return one for each item
     */
    List<LineTerms> terms(String seller, List<Item> items, LocalDate on, Rule otherwise, int taxBps) {
        Map<Integer, List<Integer>> byRule = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            byRule.computeIfAbsent(no(seller, items.get(i), on), _ -> new ArrayList<>())
                    .add(i);
        }
        var terms = new ArrayList<LineTerms>(Collections.nCopies(items.size(), null));
        byRule.forEach((no, lines) -> {
            Rule rule = no == 0 ? otherwise : rules.get(no - 1);
            long base = lines.stream().map(i -> items.get(i).baseFen()).reduce(0L, Math::addExact);
            long whole = rule.fen(base);
            long before = 0;
            long given = 0;
            for (int i : lines) {
                // So that the parts add up: each ends where the next begins.
                before = Math.addExact(before, items.get(i).baseFen());
                long upTo = base == 0 ? 0 : share(whole, before, base);
                terms.set(i, terms(items.get(i), no, upTo - given, taxBps));
                given = upTo;
            }
        });
        return terms;
    }

    private LineTerms terms(Item item, int no, long commission, int taxBps) {
        return new LineTerms(
                item.category(), item.trade(), version, no, commission, share(commission, taxBps, 10_000L + taxBps));
    }

    private int no(String seller, Item item, LocalDate on) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).fits(seller, item.category(), item.trade(), on)) {
                return i + 1;
            }
        }
        return 0;
    }

    private static long share(long whole, long part, long of) {
        return java.math.BigDecimal.valueOf(whole)
                .multiply(java.math.BigDecimal.valueOf(part))
                .divide(java.math.BigDecimal.valueOf(of), 0, java.math.RoundingMode.HALF_UP)
                .longValueExact();
    }
}
