package org.cunlu.logistics.transfer;

import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.CorrectablePaper;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.PaperActs.PaperAct;
import org.cunlu.logistics.transfer.TransferTable.Head;

/** Puts right what was received of a transfer, or, as long as nothing of it has come, what was shipped. */
@Singleton
class TransferCorrecting implements CorrectablePaper {
    static final String KIND = "TRANSFER";

    private final TransferTable table;
    private final ReceiptCorrecting receipts;
    private final ShipmentCorrecting shipments;

    TransferCorrecting(TransferTable table, ReceiptCorrecting receipts, ShipmentCorrecting shipments) {
        this.table = table;
        this.receipts = receipts;
        this.shipments = shipments;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<PaperLine> lock(String transferId) {
        table.lock(transferId).orElseThrow(ProblemException::notFound);
        return table.lines(transferId).stream()
                .map(line -> new PaperLine(line.lineNo(), line.skuCode(), line.lotCode(), line.status()))
                .toList();
    }

    @Override
    public void correct(PaperAct wrong, Node node, List<Instead> instead, Signed signed) {
        Head head = table.find(wrong.paper().id()).orElseThrow();
        if (node.code().equals(head.toNode())) {
            receipts.correct(wrong, head, node, instead, signed);
        } else {
            shipments.correct(wrong, head, node, instead, signed);
        }
    }
}
