package org.cunlu.logistics.replenish;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockTransfers;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.replenish.PolicyTable.Policy;

/** Turns what a node needs into one transfer from the node that supplies it. */
@Singleton
class Restocking {
    private static final String REASON = "补货 · replenishment";

    private final Replenishing replenishing;
    private final PolicyTable policies;
    private final StockBook book;
    private final StockTransfers transfers;
    private final Programmes programmes;
    private final Workplaces workplaces;
    private final Idempotency idempotency;

    Restocking(
            Replenishing replenishing,
            PolicyTable policies,
            StockBook book,
            StockTransfers transfers,
            Programmes programmes,
            Workplaces workplaces,
            Idempotency idempotency) {
        this.replenishing = replenishing;
        this.policies = policies;
        this.book = book;
        this.transfers = transfers;
        this.programmes = programmes;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
    }

    /** @param node that needs @param supplier node that gives @param skuCodes of what is proposed, at most 100 */
    @Serdeable
    record Order(
            @NotNull @Size(max = 32) String node,
            @NotNull @Size(max = 32) String supplier,
            @NotNull @Size(min = 1, max = 100) Set<@NotNull @Pattern(regexp = "[A-Z0-9._-]{1,32}") String> skuCodes) {}

    /** @param proposed now, what is under way counted @param shipped of that, as much as the supplier has free */
    @Serdeable
    record Line(String skuCode, long proposed, long shipped) {}

    @Serdeable
    record Shipped(String transferId, List<Line> lines) {}

    /** Reckoned anew while the supplier's goods are locked, so that two who do it together ship once. */
    Shipped ship(Caller caller, Order order, @Nullable String key) {
        Node node = workplaces.own(caller, order.node(), "logistics.replenish-ship", Replenishing.PLANNERS);
        Node supplier = workplaces.own(caller, order.supplier(), "logistics.replenish-ship", Replenishing.PLANNERS);
        if (node.code().equals(supplier.code())) {
            throw ProblemException.invalid(
                    "supplier", "transfer-to-itself", "不能调拨给自己 · A node ships nothing to itself");
        }
        if (!node.open()) {
            throw ProblemException.of(409, "not-supplied", "此站点不由它供货 · It does not supply that node", null);
        }
        programmes.demand(supplier, node, order.skuCodes());
        return idempotency.once(
                caller.accountId(),
                "logistics.replenish-ship",
                key,
                order,
                Shipped.class,
                () -> ship(node, supplier, order, caller.accountId()));
    }

    private Shipped ship(Node node, Node supplier, Order order, String actor) {
        var keys = order.skuCodes().stream()
                .map(sku -> new SkuAtNode(sku, supplier.code()))
                .toList();
        var standing = book.lock(keys);
        List<Policy> of = policies.of(node, order.skuCodes());
        var known = replenishing.reckoned(node, of);
        var lines = new ArrayList<Line>();
        var taken = new ArrayList<Change>();
        for (Policy policy : of) {
            long proposed = known.need(node, policy).propose();
            var key = new SkuAtNode(policy.skuCode(), supplier.code());
            long some = Math.clamp(book.free(key), 0, proposed);
            var parts = some == 0 ? List.<Change>of() : book.upTo(standing, key, some);
            taken.addAll(parts);
            lines.add(new Line(
                    policy.skuCode(),
                    proposed,
                    parts.stream().mapToLong(Change::pieces).sum()));
        }
        if (taken.isEmpty()) {
            throw ProblemException.of(
                    409, "nothing-to-ship", "没有可补的货 · Nothing is needed, or nothing is free there", null);
        }
        return new Shipped(transfers.ship(supplier, node, taken, actor, REASON, null), lines);
    }
}
