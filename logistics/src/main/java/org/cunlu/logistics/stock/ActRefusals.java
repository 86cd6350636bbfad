package org.cunlu.logistics.stock;

import java.util.List;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockPart;

/** Why an act on stock cannot be written. */
final class ActRefusals {
    private ActRefusals() {}

    static ProblemException shortOf(StockPart part, long there) {
        return ProblemException.of(
                        409,
                        "stock-short",
                        "此处没有这么多 · Not so many pieces of it here",
                        "请核对批次、状态、货主和库位 · Check lot, status, owner and bin")
                .fact("skuCode", part.skuCode())
                .fact("pieces", there);
    }

    static ProblemException bound(StockLedger ledger, List<Change> changes) {
        var keys =
                changes.stream().map(change -> change.part().key()).distinct().toList();
        return ledger.frozen(keys).stream()
                .findFirst()
                .map(key -> beingCounted(key.skuCode()))
                .orElseGet(() -> ProblemException.of(
                        409,
                        "stock-bound",
                        "这些货已被订单或储备占用 · Orders, or a reserve that is short here, hold these pieces",
                        "请先处理占用它的订单或储备缺口 · Settle what holds them first"));
    }

    static ProblemException beingCounted(String skuCode) {
        return ProblemException.of(
                        409, "being-counted", "正在盘点 · It is being counted", "请盘点后再试 · Try again when the count is done")
                .fact("skuCode", skuCode);
    }
}
