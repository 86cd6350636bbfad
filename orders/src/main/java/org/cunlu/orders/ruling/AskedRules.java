package org.cunlu.orders.ruling;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderRule;
import org.cunlu.orders.PlacingRule;
import org.cunlu.orders.PlacingRule.Answer;
import org.cunlu.orders.PlacingRule.Line;
import org.cunlu.orders.PlacingRule.Returned;
import org.cunlu.orders.PlacingRules;
import org.cunlu.orders.TakenBack;

/** Asks each rule in turn and stops at the first that does not agree. */
@Singleton
class AskedRules implements PlacingRules {
    private final List<OrderRule> wholes;
    private final List<PlacingRule> rules;
    private final OrderBook book;

    AskedRules(List<OrderRule> wholes, List<PlacingRule> rules, OrderBook book) {
        this.wholes = wholes;
        this.rules = rules;
        this.book = book;
    }

    @Override
    public Answer take(List<Order> orders, List<OrderLine> lines, Instant now) {
        for (OrderRule whole : wholes) {
            Answer answer = whole.ask(orders, now);
            if (!(answer instanceof Answer.Taken)) {
                return answer;
            }
        }
        List<Line> held = held(orders, lines);
        return ask(rule -> rule.take(held, now));
    }

    @Override
    public boolean takeAgain(Collection<Order> orders, Instant now) {
        if (orders.isEmpty()) {
            return true;
        }
        List<Line> held = held(orders, written(orders));
        return ask(rule -> rule.takeAgain(held, now)) instanceof Answer.Taken;
    }

    private Answer ask(Function<PlacingRule, Answer> question) {
        for (PlacingRule rule : rules) {
            Answer answer = question.apply(rule);
            if (!(answer instanceof Answer.Taken)) {
                return answer;
            }
        }
        return PlacingRule.TAKEN;
    }

    @Override
    public void giveBack(Collection<Order> orders) {
        if (!orders.isEmpty()) {
            List<Line> held = held(orders, written(orders));
            rules.forEach(rule -> rule.giveBack(held));
        }
    }

    @Override
    public void giveBack(Order order, Map<OrderLine, Integer> pieces) {
        if (!pieces.isEmpty()) {
            var some = new ArrayList<Line>();
            pieces.forEach((line, count) -> some.add(line(order, line, count)));
            rules.forEach(rule -> rule.giveBack(some));
        }
    }

    @Override
    public void takenBack(Order order, List<TakenBack> parts) {
        Map<Integer, OrderLine> lines =
                written(List.of(order)).stream().collect(Collectors.toMap(OrderLine::lineNo, Function.identity()));
        List<Returned> backs = parts.stream()
                .map(part -> new Returned(order.accountId(), lines.get(part.lineNo()), part))
                .filter(back -> !back.line().steps().isEmpty())
                .toList();
        if (!backs.isEmpty()) {
            rules.forEach(rule -> rule.takenBack(backs));
        }
    }

    @Override
    public void shared(Order sister, List<OrderLine> lines) {
        List<Line> held = held(List.of(sister), lines);
        rules.forEach(rule -> rule.shared(held));
    }

    @Override
    public void emptied(Order order, List<OrderLine> lines) {
        if (!lines.isEmpty()) {
            List<Line> gone = held(List.of(order), lines);
            rules.forEach(rule -> rule.emptied(gone));
        }
    }

    private List<OrderLine> written(Collection<Order> orders) {
        return book.lines(orders.stream().map(Order::orderId).toList()).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<Line> held(Collection<Order> orders, List<OrderLine> lines) {
        Map<String, Order> byId = orders.stream().collect(Collectors.toMap(Order::orderId, Function.identity()));
        return lines.stream()
                .filter(line -> line.quantity() > line.shortQuantity())
                .map(line -> line(byId.get(line.orderId()), line, line.quantity() - line.shortQuantity()))
                .toList();
    }

    private static Line line(Order order, OrderLine line, int pieces) {
        return new Line(order.accountId(), order.sellerCode(), order.fromNode(), line, pieces);
    }
}
