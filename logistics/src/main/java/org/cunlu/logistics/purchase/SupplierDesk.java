package org.cunlu.logistics.purchase;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.OwnDeliveries;
import org.cunlu.logistics.purchase.PurchaseTable.Purchase;
import org.cunlu.logistics.purchase.PurchaseTable.State;

/** A supplier's own orders, with names of goods and places; drafts are nobody's yet. */
@Singleton
class SupplierDesk implements OwnDeliveries {
    private final PurchaseTable table;
    private final Buying buying;
    private final Skus skus;
    private final Network network;

    SupplierDesk(PurchaseTable table, Buying buying, Skus skus, Network network) {
        this.table = table;
        this.buying = buying;
        this.skus = skus;
        this.network = network;
    }

    @Override
    public Page<Delivery> list(Caller supplier, Part part, @Nullable String cursor, int limit) {
        Page<Purchase> found =
                Page.of(table.ofSupplier(shops(supplier), state(part), cursor, limit + 1), limit, Purchase::purchaseId);
        return new Page<>(deliveries(found.items()), found.next());
    }

    @Override
    public long count(Caller supplier, Part part) {
        return table.countOfSupplier(shops(supplier), state(part));
    }

    @Override
    public Delivery one(Caller supplier, String purchaseId) {
        return deliveries(table
                        .find(purchaseId)
                        .filter(found ->
                                found.state() != State.DRAFT && shops(supplier).contains(found.supplierCode()))
                        .stream()
                        .toList())
                .stream()
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }

    @Override
    public void confirm(Caller supplier, String purchaseId, LocalDate expectedOn, @Nullable String key) {
        buying.confirm(supplier, purchaseId, new Buying.Confirmation(expectedOn), key);
    }

    static List<String> shops(Caller supplier) {
        return List.copyOf(supplier.scopes(Role.SUPPLIER, Scope.Kind.SHOP));
    }

    private List<Delivery> deliveries(List<Purchase> found) {
        Map<String, Sku> goods = skus.find(found.stream()
                .flatMap(purchase -> purchase.lines().stream())
                .map(PurchaseTable.Line::skuCode)
                .collect(Collectors.toSet()));
        Map<String, Node> nodes =
                network.nodes(found.stream().map(Purchase::nodeCode).collect(Collectors.toSet()));
        return found.stream().map(each -> delivery(each, goods, nodes)).toList();
    }

    private static Delivery delivery(Purchase purchase, Map<String, Sku> goods, Map<String, Node> nodes) {
        Node node = nodes.get(purchase.nodeCode());
        return new Delivery(
                purchase.purchaseId(),
                purchase.supplierCode(),
                purchase.nodeCode(),
                node == null ? purchase.nodeCode() : node.name(),
                part(purchase.state()),
                purchase.expectedOn(),
                purchase.orderedAt(),
                purchase.lines().stream().map(line -> line(line, goods)).toList());
    }

    private static Line line(PurchaseTable.Line line, Map<String, Sku> goods) {
        Sku sku = goods.get(line.skuCode());
        return new Line(
                line.skuCode(),
                sku == null ? line.skuCode() : sku.name(),
                line.ordered(),
                line.received(),
                line.damaged(),
                line.over(),
                line.awaited());
    }

    private static Part part(State state) {
        return switch (state) {
            case DRAFT, ORDERED -> Part.TO_CONFIRM;
            case CONFIRMED -> Part.TO_BRING;
            case CLOSED -> Part.OVER;
        };
    }

    private static State state(Part part) {
        return switch (part) {
            case TO_CONFIRM -> State.ORDERED;
            case TO_BRING -> State.CONFIRMED;
            case OVER -> State.CLOSED;
        };
    }
}
