package org.cunlu.logistics.purchase;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.SecondPerson;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.RefillOrders;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveRefill;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.purchase.PurchaseTable.Purchase;
import org.cunlu.logistics.purchase.PurchaseTable.Refill;
import org.cunlu.logistics.purchase.PurchaseTable.State;

/** Orders that refill a reserve: drafted by what took its goods, approved by whoever buys, over when all is there again. */
@Singleton
class Refilling implements RefillOrders {
    private static final String ACT = "logistics.purchase-approve";

    private final PurchaseTable table;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Refilling(
            PurchaseTable table,
            Workplaces workplaces,
            Idempotency idempotency,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param supplier code of the supplier's shop; needed where the draft names none */
    @Serdeable
    record Approval(
            @Nullable @Pattern(regexp = "[A-Za-z0-9._-]{1,32}")
            String supplier,

            @Nullable LocalDate expectedOn) {}

    @Override
    public void draft(
            ReserveHolding holding,
            ReserveRefill.Of of,
            String id,
            String supplierCode,
            Map<String, Long> pieces,
            LocalDate dueOn,
            String actor) {
        transactions.require();
        var refill = new Refill(of, id, holding.code(), actor, null);
        if (pieces.isEmpty() || table.ofRefill(refill).isPresent()) {
            return;
        }
        String purchase = ids.next();
        table.insert(
                new Purchase(
                        purchase,
                        holding.countyCode(),
                        holding.nodeCode(),
                        supplierCode,
                        State.DRAFT,
                        dueOn,
                        clock.instant(),
                        null,
                        refill,
                        List.of()),
                pieces,
                actor);
        trail.record(actor, "logistics.purchase-draft", purchase, null, of + " " + id + " " + holding.code());
    }

    @Override
    public void done(ReserveRefill.Of of, String id) {
        transactions.require();
        for (Purchase each : table.openRefills(of, id)) {
            table.move(each.purchaseId(), State.CLOSED, null);
            trail.record(
                    "system",
                    "logistics.purchase-close",
                    each.purchaseId(),
                    each.state().name(),
                    State.CLOSED.name());
        }
    }

    private void demandAnother(Caller caller, Purchase draft) {
        var second = new SecondPerson(draft.refill().raisedBy(), null);
        if (!second.mayBe(caller.accountId())) {
            trail.refused(caller.accountId(), ACT, draft.purchaseId(), "second-person-needed");
            second.demand(caller.accountId());
        }
    }

    /** By somebody else than who raised it. */
    Purchase approve(Caller caller, String purchaseId, Approval approval, @Nullable String key) {
        Purchase known = table.find(purchaseId).orElseThrow(ProblemException::notFound);
        workplaces.own(caller, known.nodeCode(), ACT, Buying.BUYERS);
        if (known.refill() != null) {
            demandAnother(caller, known);
        }
        String supplier = approval.supplier() == null ? known.supplierCode() : approval.supplier();
        if (supplier.isEmpty()) {
            throw ProblemException.invalid("supplier", "supplier-missing", "请填写供货方 · Say who delivers it");
        }
        return idempotency.once(caller.accountId(), ACT + ":" + purchaseId, key, approval, Purchase.class, () -> {
            if (!table.approve(purchaseId, supplier, approval.expectedOn(), caller.accountId(), clock.instant())) {
                throw ProblemException.of(409, "not-a-draft", "此采购单不是待批的草稿 · This order is no draft", null);
            }
            trail.record(caller.accountId(), ACT, purchaseId, State.DRAFT.name(), State.ORDERED + " " + supplier);
            return table.find(purchaseId).orElseThrow();
        });
    }
}
