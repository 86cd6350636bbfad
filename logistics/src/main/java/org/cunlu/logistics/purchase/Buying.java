package org.cunlu.logistics.purchase;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.ExpectedGoods;
import org.cunlu.logistics.ExpectedGoods.Source;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Purchasing;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.purchase.PurchaseTable.Purchase;
import org.cunlu.logistics.purchase.PurchaseTable.State;

/** Orders from suppliers, who confirm; and gives up what will not come. */
@Singleton
class Buying implements Purchasing {
    static final List<Role> BUYERS = List.of(Role.COUNTY_OPERATOR);

    private final PurchaseTable table;
    private final ExpectedGoods expected;
    private final Skus skus;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Buying(
            PurchaseTable table,
            ExpectedGoods expected,
            Skus skus,
            Workplaces workplaces,
            Idempotency idempotency,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.expected = expected;
        this.skus = skus;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    @Serdeable
    record Wanted(
            @NotNull @Pattern(regexp = "[A-Z0-9._-]{1,32}") String skuCode,
            @NotNull @Positive @Max(1_000_000_000L) Long pieces) {}

    /** @param supplier code of the supplier's shop @param expectedOn null when nothing was agreed */
    @Serdeable
    record Order(
            @NotNull @Size(max = 32) String node,

            @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,32}")
            String supplier,

            @Nullable LocalDate expectedOn,
            @NotNull @Size(min = 1, max = 200) List<@NotNull @Valid Wanted> lines) {}

    /** @param expectedOn when it will come */
    @Serdeable
    record Confirmation(@NotNull LocalDate expectedOn) {}

    Purchase order(Caller caller, Order order, @Nullable String key) {
        Node node = workplaces.own(caller, order.node(), "logistics.purchase-order", BUYERS);
        return idempotency.once(caller.accountId(), "logistics.purchase-order", key, order, Purchase.class, () -> {
            var pieces = new TreeMap<String, Long>();
            order.lines().forEach(line -> pieces.merge(line.skuCode(), line.pieces(), Long::sum));
            String id = order(node, order.supplier(), pieces, order.expectedOn(), caller.accountId(), null);
            return table.find(id).orElseThrow();
        });
    }

    @Override
    public String order(
            Node node,
            String supplierCode,
            Map<String, Long> pieces,
            @Nullable LocalDate expectedOn,
            String actor,
            @Nullable String gatheringId) {
        if (!skus.find(pieces.keySet()).keySet().containsAll(pieces.keySet())) {
            throw ProblemException.invalid("skuCode", "sku-unknown", "没有此商品 · No such SKU");
        }
        String id = ids.next();
        table.insert(
                new Purchase(
                        id,
                        node.countyCode(),
                        node.code(),
                        supplierCode,
                        State.ORDERED,
                        expectedOn,
                        clock.instant(),
                        gatheringId,
                        null,
                        List.of()),
                pieces,
                actor);
        if (gatheringId == null) {
            // What stations asked for together is theirs: orders cannot wait for it.
            expected.announce(
                    Source.PURCHASE,
                    id,
                    node,
                    expectedOn,
                    table.find(id).orElseThrow().lines().stream()
                            .map(line -> new ExpectedGoods.Line(line.lineNo(), line.skuCode(), line.ordered()))
                            .toList());
        }
        trail.record(actor, "logistics.purchase-order", id, null, supplierCode + " " + pieces.size() + " SKUs");
        return id;
    }

    /** By the supplier, whose own it must be. */
    Purchase confirm(Caller caller, String purchaseId, Confirmation confirmation, @Nullable String key) {
        ownOrder(caller, purchaseId);
        String operation = "logistics.purchase-confirm:" + purchaseId;
        return idempotency.once(caller.accountId(), operation, key, confirmation, Purchase.class, () -> {
            Purchase purchase = orderedOne(purchaseId);
            table.move(purchaseId, State.CONFIRMED, confirmation.expectedOn());
            if (purchase.refill() == null) {
                expected.moved(Source.PURCHASE, purchaseId, confirmation.expectedOn());
            }
            trail.record(
                    caller.accountId(),
                    "logistics.purchase-confirm",
                    purchaseId,
                    purchase.state().name(),
                    State.CONFIRMED + " " + confirmation.expectedOn());
            return table.find(purchaseId).orElseThrow();
        });
    }

    private void ownOrder(Caller caller, String purchaseId) {
        Purchase purchase = table.find(purchaseId).orElseThrow(ProblemException::notFound);
        if (!caller.scopes(Role.SUPPLIER, Scope.Kind.SHOP).contains(purchase.supplierCode())) {
            trail.refused(caller.accountId(), "logistics.purchase-confirm", purchaseId, "not-found");
            throw ProblemException.notFound();
        }
    }

    /** No more is awaited. */
    Purchase close(Caller caller, String purchaseId, @Nullable String key) {
        Purchase known = table.find(purchaseId).orElseThrow(ProblemException::notFound);
        workplaces.own(caller, known.nodeCode(), "logistics.purchase-close", BUYERS);
        String operation = "logistics.purchase-close:" + purchaseId;
        return idempotency.once(caller.accountId(), operation, key, purchaseId, Purchase.class, () -> {
            Purchase purchase = openOne(purchaseId);
            table.move(purchaseId, State.CLOSED, null);
            if (purchase.refill() == null) {
                expected.closed(Source.PURCHASE, purchaseId);
            }
            trail.record(
                    caller.accountId(),
                    "logistics.purchase-close",
                    purchaseId,
                    purchase.state().name(),
                    State.CLOSED.name());
            return table.find(purchaseId).orElseThrow();
        });
    }

    /** @throws ProblemException 409 {@code purchase-draft}, {@code purchase-closed} */
    private Purchase orderedOne(String purchaseId) {
        Purchase purchase = openOne(purchaseId);
        if (purchase.state() == State.DRAFT) {
            throw ProblemException.of(409, "purchase-draft", "采购单尚未批准 · Nobody has approved it yet", null);
        }
        return purchase;
    }

    Purchase openOne(String purchaseId) {
        return table.lock(purchaseId)
                .filter(found -> found.state() != State.CLOSED)
                .orElseThrow(() -> ProblemException.of(409, "purchase-closed", "采购单已关闭 · The order is closed", null));
    }

    @Override
    public Map<SkuAtNode, Long> awaited(Collection<String> skuCodes, Collection<String> nodeCodes) {
        return table.awaited(skuCodes, nodeCodes);
    }

    @Override
    public Set<String> open(Collection<String> gatheringIds) {
        return table.open(gatheringIds);
    }
}
