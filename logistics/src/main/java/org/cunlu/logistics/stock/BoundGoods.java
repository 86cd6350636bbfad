package org.cunlu.logistics.stock;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.SetAside;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockStatus;

/** Nobody makes sale stock of what a release or an auction has set aside. */
@Singleton
class BoundGoods {
    private static final String ACT = "logistics.release-goods";

    private final List<SetAside> all;
    private final Trail trail;

    BoundGoods(List<SetAside> all, Trail trail) {
        this.all = all;
        this.trail = trail;
    }

    /** What belongs to one lot at one place. */
    private record Heap(SkuAtNode key, String lotCode) {
        static Heap of(Change change) {
            return new Heap(change.part().key(), change.part().lotCode());
        }
    }

    /**
     * Asked while the parts are locked, so that what is set aside meanwhile is seen.
     * @throws ProblemException 409 {@code release-goods}, with a row in the trail
     */
    void demandFree(Act act, List<Change> changes) {
        boolean byHand = act.document() == null && (act.what() == What.UNHELD || act.what() == What.REVERSED);
        if (!byHand) {
            return;
        }
        Map<Heap, Long> sellable = changes.stream()
                .filter(change -> change.part().owner().equals(StockOwner.OWN))
                .filter(change -> change.part().status().sellable())
                .collect(Collectors.groupingBy(Heap::of, Collectors.summingLong(Change::pieces)));
        sellable.forEach((heap, pieces) -> {
            if (pieces > 0) {
                demandFree(act.actor(), heap);
            }
        });
    }

    /** Pieces on hold, or in quarantine, of a lot of which some are set aside: nobody can tell which of them are. */
    void demandNotSetAside(String actor, List<Change> leaving) {
        leaving.stream()
                .filter(change -> change.part().owner().equals(StockOwner.OWN))
                .filter(change -> change.part().status() == StockStatus.ON_HOLD
                        || change.part().status() == StockStatus.QUARANTINED)
                .map(Heap::of)
                .distinct()
                .forEach(heap -> demandFree(actor, heap));
    }

    void demandNotCarrying(String actor, String transferId) {
        if (all.stream().anyMatch(each -> each.carries(transferId))) {
            throw refused(actor, transferId);
        }
    }

    private void demandFree(String actor, Heap heap) {
        if (all.stream().anyMatch(each -> each.holds(heap.key(), heap.lotCode()))) {
            throw refused(actor, heap.key().skuCode() + "@" + heap.key().nodeCode())
                    .fact("skuCode", heap.key().skuCode())
                    .fact("lotCode", heap.lotCode());
        }
    }

    private ProblemException refused(String actor, String subject) {
        trail.refused(actor, ACT, subject, "release-goods");
        return ProblemException.of(
                409,
                "release-goods",
                "此批次有动用或待拍卖的物资，原地不动 · A release or an auction has set pieces of this lot aside: they stay",
                "动用或拍卖结束后再处理 · When the release or the auction is over");
    }
}
