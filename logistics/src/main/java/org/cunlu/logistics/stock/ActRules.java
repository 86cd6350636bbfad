package org.cunlu.logistics.stock;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.catalog.Lot;
import org.cunlu.catalog.Lots;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Bins;
import org.cunlu.logistics.Recalls;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockPart;

/** What an act may not do, whoever does it: take what is set aside, fill bins that are not there, sell what must not be sold. */
@Singleton
class ActRules {
    private static final String PICK = "PICK";

    private final Bins bins;
    private final Recalls recalls;
    private final Lots lots;
    private final Clock clock;

    ActRules(Bins bins, Recalls recalls, Lots lots, Clock clock) {
        this.bins = bins;
        this.recalls = recalls;
        this.lots = lots;
        this.clock = clock;
    }

    void check(Act act, List<Change> changes) {
        // Pickers put back what they took, whatever has become of its lot meanwhile.
        boolean pick = act.document() != null && act.document().kind().endsWith(PICK);
        if (!pick) {
            checkApart(changes);
        }
        if (!pick && act.what() != What.REVERSED) {
            checkLots(act, changes);
        }
        bins.check(
                act.nodeCode(),
                changes.stream()
                        .filter(change -> change.pieces() > 0 && !change.part().apart())
                        .map(Change::part)
                        .toList());
    }

    /** What stands apart is the pickers'; from what is missing others only take away. */
    private static void checkApart(List<Change> changes) {
        changes.stream()
                .filter(change -> change.part().apart())
                .filter(change -> change.pieces() > 0 || !change.part().bin().equals(StockPart.MISSING))
                .findFirst()
                .ifPresent(change -> {
                    throw ProblemException.of(
                                    409,
                                    "set-aside",
                                    "已为订单拣出 · Set aside for an order",
                                    "请先放回货架 · Put it back on the shelf first")
                            .fact("skuCode", change.part().skuCode());
                });
    }

    private void checkLots(Act act, List<Change> changes) {
        Set<String> toBeSold = changes.stream()
                .filter(change -> change.pieces() > 0 && change.part().status().sellable())
                .map(change -> change.part().lotCode())
                .filter(code -> !code.isEmpty())
                .collect(Collectors.toSet());
        if (toBeSold.isEmpty()) {
            return;
        }
        if (!recalls.called(toBeSold).isEmpty()) {
            throw ProblemException.of(
                    409, "lot-recalled", "批次已召回 · The lot was called back", "只能冻结存放 · It may only be kept on hold");
        }
        LocalDate today = CountyTime.date(clock.instant());
        if (act.what() == What.UNHELD
                && lots.find(toBeSold).values().stream().anyMatch(lot -> Lot.expired(lot.expiresOn(), today))) {
            throw ProblemException.of(
                    409, "lot-expired", "批次已过期 · The lot has expired", "只能冻结或报废 · Keep it on hold, or scrap it");
        }
    }
}
