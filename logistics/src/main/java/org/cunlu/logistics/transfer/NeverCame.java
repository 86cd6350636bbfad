package org.cunlu.logistics.transfer;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.accounts.SecondPerson;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.GoodsUnits;
import org.cunlu.logistics.StockTransfers.Transfer;
import org.cunlu.logistics.StockTransfers.TransferLine;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.transfer.TransferTable.Head;

/** Writes off what was shipped and never came. */
@Singleton
class NeverCame {
    static final List<Role> DECIDERS = List.of(Role.DISPATCHER, Role.COUNTY_OPERATOR);

    private final TransferTable table;
    private final TransfersExpected expected;
    private final Transferring transfers;
    private final GoodsUnits goods;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Trail trail;

    NeverCame(
            TransferTable table,
            TransfersExpected expected,
            Transferring transfers,
            GoodsUnits goods,
            Workplaces workplaces,
            Idempotency idempotency,
            Trail trail) {
        this.table = table;
        this.expected = expected;
        this.transfers = transfers;
        this.goods = goods;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.trail = trail;
    }

    /** @param reason why it will never come */
    @Serdeable
    record Loss(@NotNull @Size(min = 1, max = 200) String reason) {}

    /** Writes off what is still in transit; not by the one who shipped it. */
    Transfer lose(Caller caller, String transferId, Loss loss, @Nullable String key) {
        Head head = table.find(transferId).orElseThrow(ProblemException::notFound);
        workplaces.own(caller, head.fromNode(), "logistics.transfer-loss", DECIDERS);
        workplaces.own(caller, head.toNode(), "logistics.transfer-loss", DECIDERS);
        if (!new SecondPerson(head.shippedBy(), null).mayBe(caller.accountId())) {
            trail.refused(caller.accountId(), "logistics.transfer-loss", transferId, "second-person-needed");
        }
        new SecondPerson(head.shippedBy(), null).demand(caller.accountId());
        String operation = "logistics.transfer-loss:" + transferId;
        return idempotency.once(caller.accountId(), operation, key, loss, Transfer.class, () -> {
            table.lock(transferId);
            if (goods.underWay(transferId)) {
                throw ProblemException.of(
                        409,
                        "units-under-way",
                        "还有货件在途，请先收货或报遗失 · Units are under way: take them in, or report them lost",
                        null);
            }
            long lost = 0;
            for (TransferLine line : table.lines(transferId)) {
                if (line.inTransit() > 0) {
                    table.count(transferId, line.lineNo(), 0, 0, line.inTransit());
                    lost += line.inTransit();
                }
            }
            if (lost == 0) {
                throw ProblemException.of(409, "nothing-in-transit", "没有在途的货 · Nothing of it is in transit", null);
            }
            transfers.close(transferId);
            expected.lost(transferId);
            trail.record(caller.accountId(), "logistics.transfer-loss", transferId, null, lost + ": " + loss.reason());
            return transfers.told(transferId);
        });
    }
}
