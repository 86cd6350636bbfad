package org.cunlu.logistics.stock;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.PuttingAway;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook.Standing;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.stock.ShelfWork.Deed;
import org.cunlu.logistics.stock.ShelfWork.Order;

/** Finds what lies in no bin; putting it away is the same deed as at the API's door. */
@Singleton
class LooseGoods implements PuttingAway {
    private final PartShelf shelf;
    private final StockLedger ledger;
    private final ShelfWork work;
    private final Workplaces workplaces;
    private final Skus skus;

    LooseGoods(PartShelf shelf, StockLedger ledger, ShelfWork work, Workplaces workplaces, Skus skus) {
        this.shelf = shelf;
        this.ledger = ledger;
        this.work = work;
        this.workplaces = workplaces;
        this.skus = skus;
    }

    @Override
    public boolean bins(Caller caller, String node) {
        return own(caller, node).tier() != Node.Tier.VILLAGE;
    }

    private Node own(Caller caller, String node) {
        return workplaces.own(caller, node, "logistics.stock-look", Workplaces.HANDS);
    }

    @Override
    public Page<Loose> loose(Caller caller, String node, @Nullable String cursor, int limit) {
        if (!bins(caller, node)) {
            return new Page<>(List.of(), null);
        }
        List<String> codes = shelf.loose(node, cursor, limit + 1);
        boolean more = codes.size() > limit;
        List<String> some = more ? codes.subList(0, limit) : codes;
        return new Page<>(loose(node, some), more ? some.getLast() : null);
    }

    private List<Loose> loose(String node, List<String> codes) {
        if (codes.isEmpty()) {
            return List.of();
        }
        Map<String, List<Standing>> parts = shelf.of(node, codes).stream()
                .filter(each -> !each.part().apart())
                .collect(Collectors.groupingBy(each -> each.part().skuCode(), TreeMap::new, Collectors.toList()));
        Map<String, Sku> goods = skus.find(codes);
        var counted = ledger.frozen(
                codes.stream().map(code -> new SkuAtNode(code, node)).toList());
        var found = new ArrayList<Loose>();
        parts.forEach((code, all) -> {
            List<String> beside = all.stream()
                    .map(each -> each.part().bin())
                    .filter(bin -> !bin.isEmpty())
                    .distinct()
                    .sorted()
                    .toList();
            boolean blind = counted.contains(new SkuAtNode(code, node));
            all.stream()
                    .filter(each -> each.part().bin().isEmpty())
                    .forEach(each -> found.add(new Loose(
                            each.part(),
                            goods.containsKey(code) ? goods.get(code).name() : code,
                            blind ? null : each.pieces(),
                            each.expiresOn(),
                            beside,
                            blind)));
        });
        return found;
    }

    @Override
    public void putAway(Caller caller, StockPart part, long pieces, @Nullable String toBin, String key) {
        work.act(
                caller,
                new Order(
                        Deed.PUT_AWAY,
                        part.nodeCode(),
                        part.skuCode(),
                        part.lotCode().isEmpty() ? null : part.lotCode(),
                        null,
                        null,
                        part.owner().text(),
                        part.status(),
                        null,
                        toBin,
                        pieces,
                        null,
                        null),
                key);
    }
}
