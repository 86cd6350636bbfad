package org.cunlu.orders.settling;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.Shipments;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OwnStatements.Rule;

/** Why a line of a statement is as it is: the rules that the order's lines agreed to, and its parcels. */
@Singleton
class Explaining {
    private final OrderBook book;
    private final Shipments shipments;

    Explaining(OrderBook book, Shipments shipments) {
        this.book = book;
        this.shipments = shipments;
    }

    record Why(List<Rule> rules, List<String> parcels) {}

    /** @return by order */
    Map<String, Why> of(Collection<String> orderIds) {
        if (orderIds.isEmpty()) {
            return Map.of();
        }
        var parcels = shipments.track(orderIds);
        var why = new HashMap<String, Why>();
        book.lines(orderIds)
                .forEach((orderId, lines) -> why.put(
                        orderId,
                        new Why(
                                lines.stream()
                                        .filter(line -> line.terms() != null)
                                        .map(Explaining::rule)
                                        .toList(),
                                parcels.containsKey(orderId)
                                        ? List.of(parcels.get(orderId).barcode())
                                        : List.of())));
        return why;
    }

    private static Rule rule(OrderLine line) {
        return new Rule(
                line.lineNo(),
                line.name(),
                line.terms().category(),
                line.terms().ruleVersion(),
                line.terms().ruleNo(),
                line.terms().commissionFen());
    }
}
