package org.cunlu.web.shop;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.orders.AfterSales;
import org.cunlu.orders.AfterSales.State;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderView;
import org.cunlu.orders.Orders;
import org.cunlu.web.QrSquare;
import org.cunlu.web.Words;

/** Tells requests as their buyers follow them. */
@Singleton
class Requests {
    private static final int STATIONS_SHOWN = 5;

    private final Orders orders;
    private final NetworkMaps maps;
    private final Following following;
    private final When when;

    Requests(Orders orders, NetworkMaps maps, Following following, When when) {
        this.orders = orders;
        this.maps = maps;
        this.following = following;
        this.when = when;
    }

    AfterPage page(Words words, String buyer, AfterSales.View request) {
        Optional<OrderView> order = orders.order(buyer, request.orderId());
        boolean toHandIn = request.returnCode() != null;
        return new AfterPage(
                request,
                goods(words, request, order.map(OrderView::lines).orElse(List.of())),
                lead(words, request),
                toHandIn ? order.map(each -> near(each.toNode())).orElse(List.of()) : List.of(),
                toHandIn ? QrSquare.of(request.returnCode()) : null,
                request.tracking() == null ? List.of() : following.steps(words, request.tracking()));
    }

    private String lead(Words words, AfterSales.View request) {
        String due = request.dueAt() == null ? "" : when.moment(words, request.dueAt());
        return request.state() == State.SETTLED && !request.kind().goodsBack()
                ? words.text("shop.after.lead.PAID")
                : words.text("shop.after.lead." + request.state().name(), due);
    }

    static List<String> goods(Words words, AfterSales.View request, List<OrderLine> lines) {
        Map<Integer, String> names = lines.stream().collect(Collectors.toMap(OrderLine::lineNo, OrderLine::name));
        return request.lines().stream()
                .map(part -> part.lineNo() == 0
                        ? words.text("shop.freight")
                        : names.getOrDefault(part.lineNo(), part.skuCode()) + " ×" + part.pieces())
                .toList();
    }

    /** Where goods are handed in, the nearest first: the own station before all others. */
    private List<String> near(String nodeCode) {
        Map<String, Node> nodes = maps.current().nodes();
        Node own = nodes.get(nodeCode);
        return own == null || own.tier() == Node.Tier.GATEWAY
                ? List.of()
                : nodes.values().stream()
                        .filter(node -> node.countyCode().equals(own.countyCode()) && node.takesIn())
                        .sorted(Comparator.comparingDouble(node -> apart(own, node)))
                        .limit(STATIONS_SHOWN)
                        .map(Node::name)
                        .toList();
    }

    /** Good for comparing within a county. */
    private static double apart(Node one, Node other) {
        double east = (one.longitude() - other.longitude()) * Math.cos(Math.toRadians(one.latitude()));
        return Math.hypot(east, one.latitude() - other.latitude());
    }
}
