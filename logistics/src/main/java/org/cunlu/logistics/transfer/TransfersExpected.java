package org.cunlu.logistics.transfer;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ExpectedGoods;
import org.cunlu.logistics.ExpectedGoods.Share;
import org.cunlu.logistics.ExpectedGoods.Source;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockTransfers.TransferLine;
import org.cunlu.logistics.transfer.Transferring.Came;

/** Tells what transfers bring, so that orders may wait for it: good pieces that are no reserve's. */
@Singleton
class TransfersExpected {
    private final ExpectedGoods expected;
    private final Clock clock;
    private final int days;

    /** @param days after which a transfer is expected; no county's figure is known: the demo's stations are a day away */
    TransfersExpected(ExpectedGoods expected, Clock clock, @Value("${cunlu.logistics.transfer-days:2}") int days) {
        this.expected = expected;
        this.clock = clock;
        this.days = days;
    }

    void announce(String transferId, Node to, List<TransferLine> lines) {
        expected.announce(
                Source.TRANSFER,
                transferId,
                to,
                CountyTime.date(clock.instant()).plusDays(days),
                lines.stream()
                        .filter(TransfersExpected::sellable)
                        .map(line -> new ExpectedGoods.Line(line.lineNo(), line.skuCode(), line.shipped()))
                        .toList());
    }

    /** @param called lots that come on hold, because they were called back meanwhile */
    List<Share> came(
            String transferId,
            Map<Integer, TransferLine> before,
            Collection<Came> receipt,
            List<TransferLine> after,
            Set<String> called) {
        var good = new HashMap<Integer, Long>();
        for (Came came : receipt) {
            boolean onHold = called.contains(before.get(came.lineNo()).lotCode());
            good.merge(came.lineNo(), onHold ? 0 : came.good(), Long::sum);
        }
        return expected.came(
                Source.TRANSFER,
                transferId,
                after.stream()
                        .filter(line -> good.containsKey(line.lineNo()))
                        .map(line -> new ExpectedGoods.Came(line.lineNo(), good.get(line.lineNo()), line.inTransit()))
                        .toList());
    }

    /** After a correction. @param more good pieces of each line that came beyond what was written before */
    List<Share> corrected(String transferId, Map<Integer, Long> more, List<TransferLine> after) {
        return expected.came(
                Source.TRANSFER,
                transferId,
                after.stream()
                        .map(line -> new ExpectedGoods.Came(
                                line.lineNo(), Math.max(0, more.getOrDefault(line.lineNo(), 0L)), line.inTransit()))
                        .toList());
    }

    void hand(List<Share> shares) {
        expected.hand(shares);
    }

    void lost(String transferId) {
        expected.closed(Source.TRANSFER, transferId);
    }

    private static boolean sellable(TransferLine line) {
        return line.status().sellable() && !new StockOwner(line.owner()).reserve();
    }
}
