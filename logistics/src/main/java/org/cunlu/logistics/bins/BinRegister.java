package org.cunlu.logistics.bins;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Bins;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.bins.BinTable.Bin;

/** Keeps the register, and checks against it. */
@Singleton
class BinRegister implements Bins {
    static final List<Role> KEEPERS = List.of(Role.DISPATCHER, Role.COUNTY_OPERATOR);

    private final BinTable table;
    private final Skus skus;
    private final Workplaces workplaces;
    private final Transactions transactions;
    private final Trail trail;

    BinRegister(BinTable table, Skus skus, Workplaces workplaces, Transactions transactions, Trail trail) {
        this.table = table;
        this.skus = skus;
        this.workplaces = workplaces;
        this.transactions = transactions;
        this.trail = trail;
    }

    @Serdeable
    record Order(
            @NotNull @Size(max = 32) String node,
            @NotNull @Size(min = 1, max = 500) List<@NotNull @Valid Bin> bins) {}

    /** Adds bins and changes those that are there; safe to repeat. */
    void set(Caller caller, Order order) {
        Node node = workplaces.own(caller, order.node(), "logistics.bins", KEEPERS);
        if (node.tier() == Node.Tier.VILLAGE) {
            throw ProblemException.invalid("node", "no-bins", "村级站没有库位 · A village station has no bins");
        }
        if (order.bins().stream().map(Bin::code).distinct().count()
                < order.bins().size()) {
            throw ProblemException.invalid("bins", "bin-twice", "库位重复 · The same bin stands there twice");
        }
        transactions.run(() -> {
            table.set(node, order.bins(), caller.accountId());
            trail.record(
                    caller.accountId(),
                    "logistics.bins",
                    node.code(),
                    null,
                    order.bins().size() + " bins");
        });
    }

    /** A bin without pieces goes out of the register; one that is not there stays so. */
    void remove(Caller caller, String nodeCode, String binCode, StockBook book) {
        Node node = workplaces.own(caller, nodeCode, "logistics.bins", KEEPERS);
        transactions.run(() -> {
            if (book.stands(node.code(), binCode)) {
                throw ProblemException.of(409, "bin-not-empty", "库位还有货 · The bin is not empty", null);
            }
            if (table.remove(node, binCode)) {
                trail.record(caller.accountId(), "logistics.bins", node.code(), binCode, "removed");
            }
        });
    }

    @Override
    public void check(String nodeCode, Collection<StockPart> parts) {
        var codes =
                parts.stream().map(StockPart::bin).filter(bin -> !bin.isEmpty()).collect(Collectors.toSet());
        if (codes.isEmpty() || !table.registered(nodeCode)) {
            return;
        }
        Map<String, Bin> bins = table.find(nodeCode, codes);
        Map<String, Sku> goods =
                skus.find(parts.stream().map(StockPart::skuCode).collect(Collectors.toSet()));
        for (StockPart part : parts) {
            if (part.bin().isEmpty()) {
                continue;
            }
            Bin bin = bins.get(part.bin());
            if (bin == null) {
                throw ProblemException.invalid("bin", "bin-unknown", "没有登记此库位 · No such bin in the register");
            }
            Sku sku = goods.get(part.skuCode());
            if (bin.storageClass() != null && sku != null && bin.storageClass() != sku.storageClass()) {
                throw ProblemException.invalid(
                        "bin", "bin-of-other-class", "此库位存放其他类别的货物 · The bin is for goods of another class");
            }
        }
    }

    @Override
    public Map<String, Integer> walk(String nodeCode) {
        return table.walk(nodeCode);
    }
}
