package org.cunlu.logistics.transfer;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Recalls;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.StockTransfers.Means;
import org.cunlu.logistics.StockTransfers.Transfer;
import org.cunlu.logistics.StockTransfers.TransferLine;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.transfer.TransferTable.Head;
import org.cunlu.logistics.transfer.Transferring.Came;
import org.cunlu.logistics.transfer.Transferring.Receipt;

/** Receives what was shipped, all of it or a part. */
@Singleton
class Receiving {
    private final TransferTable table;
    private final Transferring transferring;
    private final TransfersExpected expected;
    private final StockBook book;
    private final Recalls recalls;
    private final Workplaces workplaces;
    private final Idempotency idempotency;
    private final Trail trail;

    Receiving(
            TransferTable table,
            Transferring transferring,
            TransfersExpected expected,
            StockBook book,
            Recalls recalls,
            Workplaces workplaces,
            Idempotency idempotency,
            Trail trail) {
        this.table = table;
        this.transferring = transferring;
        this.expected = expected;
        this.book = book;
        this.recalls = recalls;
        this.workplaces = workplaces;
        this.idempotency = idempotency;
        this.trail = trail;
    }

    Transfer receive(Caller caller, String transferId, Receipt receipt, @Nullable String key) {
        Head head = table.find(transferId).orElseThrow(ProblemException::notFound);
        Node to = workplaces.own(caller, head.toNode(), "logistics.transfer-receive", Workplaces.HANDS);
        String operation = "logistics.transfer-receive:" + transferId;
        return idempotency.once(caller.accountId(), operation, key, receipt, Transfer.class, () -> {
            if (table.lock(transferId).orElseThrow().carriage() == Means.LINE) {
                throw ProblemException.of(
                        409,
                        "receive-by-units",
                        "此调拨按货件收货 · It came in units: take these in",
                        "POST /api/station/goods/receipts");
            }
            take(to, transferId, receipt.lines(), caller.accountId());
            return transferring.told(transferId);
        });
    }

    /** What came of a transfer becomes stock. Joins the caller's transaction, who has locked the transfer. */
    void take(Node to, String transferId, List<Came> received, String actor) {
        Map<Integer, TransferLine> lines = byNumber(transferId);
        // What was called back on its way comes on hold.
        var called = recalls.called(lines.values().stream()
                .map(TransferLine::lotCode)
                .filter(code -> !code.isEmpty())
                .collect(Collectors.toSet()));
        var changes = new ArrayList<Change>();
        for (Came came : received) {
            TransferLine line = lines.get(came.lineNo());
            if (line == null) {
                throw ProblemException.invalid("lineNo", "line-unknown", "调拨单没有此行 · The transfer has no such line");
            }
            if (!table.count(transferId, came.lineNo(), came.good() + came.damaged(), came.damaged(), 0)) {
                throw moreThanShipped(line);
            }
            StockStatus good =
                    line.status().sellable() && called.contains(line.lotCode()) ? StockStatus.ON_HOLD : line.status();
            add(changes, part(line, to, good), came.good());
            add(changes, part(line, to, StockStatus.DAMAGED), came.damaged());
        }
        transferring.close(transferId);
        trail.record(actor, "logistics.transfer-receive", transferId, null, changes.size() + " parts");
        var shares = expected.came(transferId, lines, received, table.lines(transferId), called);
        if (!changes.isEmpty()) {
            book.post(Transferring.act(to, transferId, actor, null, null), changes);
        }
        expected.hand(shares);
    }

    private static void add(List<Change> changes, StockPart part, long pieces) {
        if (pieces > 0) {
            changes.add(new Change(part, pieces));
        }
    }

    private static StockPart part(TransferLine line, Node to, StockStatus status) {
        return new StockPart(line.skuCode(), to.code(), line.lotCode(), new StockOwner(line.owner()), status, "");
    }

    private static ProblemException moreThanShipped(TransferLine line) {
        return ProblemException.of(
                        409,
                        "more-than-shipped",
                        "多于在途数量 · More than is in transit",
                        "多出的货请另行收货 · Receive what is over by itself")
                .fact("lineNo", line.lineNo())
                .fact("inTransit", line.inTransit());
    }

    private Map<Integer, TransferLine> byNumber(String transferId) {
        return table.lines(transferId).stream().collect(Collectors.toMap(TransferLine::lineNo, line -> line));
    }
}
