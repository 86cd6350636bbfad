package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.money.Fen;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Shipments;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.OrderSummary;
import org.cunlu.orders.OrderView;
import org.cunlu.web.Words;

/** Tells orders as their buyers follow them. */
@Singleton
class Following {
    private static final int MARGIN = 28;

    private final NetworkMaps maps;
    private final When when;

    Following(NetworkMaps maps, When when) {
        this.maps = maps;
        this.when = when;
    }

    /** In the order of the list. */
    List<OrderCard> listed(Words words, List<OrderSummary> list, List<OrderView> views) {
        Map<String, OrderView> byId = views.stream().collect(Collectors.toMap(OrderView::orderId, Function.identity()));
        return list.stream()
                .map(order -> byId.get(order.orderId()))
                .filter(order -> order != null)
                .map(order -> card(words, order))
                .toList();
    }

    private OrderCard card(Words words, OrderView order) {
        return new OrderCard(
                order.orderId(),
                order.sellerName(),
                state(words, order),
                tone(order),
                order.lines().stream()
                        .map(line -> line.name() + " ×" + line.quantity())
                        .collect(Collectors.joining("，")),
                Fen.text(order.totalFen()),
                promise(words, order),
                order.pickupCode());
    }

    OrderPage page(Words words, OrderView order) {
        var tracking = order.tracking();
        return new OrderPage(
                order,
                state(words, order),
                tone(order),
                name(order.fromNode()),
                name(order.toNode()),
                promise(words, order),
                order.collectBy() == null ? null : when.moment(words, order.collectBy()),
                tracking == null ? List.of() : steps(words, tracking),
                order.history().stream()
                        .map(step -> new OrderPage.Step(
                                when.moment(words, step.at()),
                                words.text("shop.why." + step.why().name()),
                                null))
                        .toList()
                        .reversed(),
                tracking == null ? null : map(tracking));
    }

    List<OrderPage.Step> steps(Words words, Shipments.Tracking tracking) {
        return tracking.steps().stream()
                .map(step -> new OrderPage.Step(
                        when.moment(words, step.at()),
                        words.textOr("shop.scan." + step.what(), step.what()),
                        name(step.place())))
                .toList()
                .reversed();
    }

    /** What decides whether somebody has to do something comes first: his money, then his goods. */
    private static String state(Words words, OrderView order) {
        if (order.lifecycle() == Lifecycle.CANCELLED) {
            return words.text("shop.state.CANCELLED");
        }
        if (order.lifecycle() == Lifecycle.OPEN && order.paymentStatus() == PaymentStatus.UNPAID) {
            return words.text("shop.state.UNPAID");
        }
        return words.text("shop.state." + order.fulfilmentStatus().name());
    }

    private static String tone(OrderView order) {
        if (order.lifecycle() == Lifecycle.CANCELLED) {
            return "calm";
        }
        boolean turn = order.fulfilmentStatus() == FulfilmentStatus.READY
                || order.paymentStatus() == OrderState.PaymentStatus.UNPAID;
        return order.fulfilmentStatus() == FulfilmentStatus.LOST ? "bad" : turn ? "warn" : "good";
    }

    private @Nullable String promise(Words words, OrderView order) {
        boolean over = order.lifecycle() != Lifecycle.OPEN || order.fulfilmentStatus() == FulfilmentStatus.READY;
        if (over || order.arrival() == null) {
            return null;
        }
        return when.promise(words, order.arrival(), name(order.toNode()));
    }

    private String name(String nodeCode) {
        Node node = maps.current().nodes().get(nodeCode);
        return node == null ? nodeCode : node.name();
    }

    /** @return null where fewer than two of its places are known */
    private @Nullable WayMap map(Shipments.Tracking tracking) {
        var codes = new LinkedHashSet<String>();
        codes.add(tracking.fromNode());
        for (Leg leg : tracking.legs()) {
            codes.add(leg.fromNode());
            codes.add(leg.toNode());
        }
        codes.add(tracking.toNode());
        Map<String, Node> nodes = maps.current().nodes();
        List<Node> way =
                codes.stream().map(nodes::get).filter(node -> node != null).toList();
        return way.size() < 2 ? null : drawn(way, tracking.atNode());
    }

    private static WayMap drawn(List<Node> way, @Nullable String at) {
        double west = way.stream().mapToDouble(Node::longitude).min().orElseThrow();
        double east = way.stream().mapToDouble(Node::longitude).max().orElseThrow();
        double south = way.stream().mapToDouble(Node::latitude).min().orElseThrow();
        double north = way.stream().mapToDouble(Node::latitude).max().orElseThrow();
        double scale = Math.min(
                (WayMap.WIDTH - 2 * MARGIN) / Math.max(east - west, 0.001),
                (WayMap.HEIGHT - 2 * MARGIN) / Math.max(north - south, 0.001));
        double left = (WayMap.WIDTH - (east - west) * scale) / 2;
        double top = (WayMap.HEIGHT - (north - south) * scale) / 2;
        var stops = new ArrayList<WayMap.Stop>();
        for (Node node : way) {
            int x = (int) Math.round(left + (node.longitude() - west) * scale);
            int y = (int) Math.round(top + (north - node.latitude()) * scale);
            stops.add(new WayMap.Stop(x, y, node.name(), node.code().equals(at), x > WayMap.WIDTH / 2));
        }
        return new WayMap(
                stops.stream().map(stop -> stop.x() + "," + stop.y()).collect(Collectors.joining(" ")), stops);
    }
}
