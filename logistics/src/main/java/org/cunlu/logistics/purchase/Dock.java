package org.cunlu.logistics.purchase;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.catalog.ShopNames;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.PurchasesComing;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.purchase.GoodsIn.Receipt;
import org.cunlu.logistics.purchase.PurchaseTable.Purchase;
import org.cunlu.logistics.purchase.PurchaseTable.State;

/** What suppliers bring, for pages: with the names of goods and suppliers. */
@Singleton
class Dock implements PurchasesComing {
    private static final String LOOK = "logistics.purchase-look";

    private final PurchaseTable table;
    private final GoodsIn goodsIn;
    private final Workplaces workplaces;
    private final Skus skus;
    private final ShopNames shops;

    Dock(PurchaseTable table, GoodsIn goodsIn, Workplaces workplaces, Skus skus, ShopNames shops) {
        this.table = table;
        this.goodsIn = goodsIn;
        this.workplaces = workplaces;
        this.skus = skus;
        this.shops = shops;
    }

    @Override
    public Page<Coming> awaited(Caller caller, String node, @Nullable String cursor, int limit) {
        workplaces.own(caller, node, LOOK, Workplaces.HANDS);
        Page<Purchase> found = Page.of(table.awaited(node, cursor, limit + 1), limit, Purchase::purchaseId);
        return new Page<>(told(found.items()), found.next());
    }

    @Override
    public Coming one(Caller caller, String purchaseId) {
        Purchase found = table.find(purchaseId).orElseThrow(ProblemException::notFound);
        workplaces.own(caller, found.nodeCode(), LOOK, Workplaces.HANDS);
        return told(List.of(found)).getFirst();
    }

    @Override
    public Coming receive(Caller caller, String purchaseId, List<Came> came, String key) {
        var lines = came.stream()
                .map(each -> new GoodsIn.Came(
                        each.lineNo(),
                        each.lotCode(),
                        each.expiresOn(),
                        each.producedOn(),
                        each.good(),
                        each.damaged()))
                .toList();
        return told(List.of(goodsIn.receive(caller, purchaseId, new Receipt(lines), key)))
                .getFirst();
    }

    private List<Coming> told(List<Purchase> found) {
        Map<String, Sku> goods = skus.find(found.stream()
                .flatMap(purchase -> purchase.lines().stream())
                .map(PurchaseTable.Line::skuCode)
                .collect(Collectors.toSet()));
        Map<String, String> names =
                shops.names(found.stream().map(Purchase::supplierCode).collect(Collectors.toSet()));
        return found.stream()
                .map(each -> new Coming(
                        each.purchaseId(),
                        each.nodeCode(),
                        names.getOrDefault(each.supplierCode(), each.supplierCode()),
                        each.expectedOn(),
                        each.refill() != null,
                        each.state() == State.ORDERED || each.state() == State.CONFIRMED,
                        each.lines().stream().map(line -> line(line, goods)).toList()))
                .toList();
    }

    private static Line line(PurchaseTable.Line line, Map<String, Sku> goods) {
        Sku sku = goods.get(line.skuCode());
        return new Line(
                line.lineNo(),
                line.skuCode(),
                sku == null ? line.skuCode() : sku.name(),
                sku != null && sku.lotTracked(),
                line.ordered(),
                line.received(),
                line.damaged(),
                line.over(),
                line.awaited());
    }
}
