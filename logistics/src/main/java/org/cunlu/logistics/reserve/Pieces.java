package org.cunlu.logistics.reserve;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ReserveLot;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Standing;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;

/** Where the pieces of a lot stand. All of it joins the caller's transaction. */
@Singleton
class Pieces {
    private final StockBook book;

    Pieces(StockBook book) {
        this.book = book;
    }

    /**
     * Pieces of a lot of the reserve, bin by bin, locked.
     * @return parts with pieces above 0, summing to what is asked
     * @throws ProblemException 409 with this code when there are fewer
     */
    List<Change> of(ReserveLot lot, StockStatus status, long pieces, String code) {
        return some(lot, lot.part(status, "").owner(), lot.lotCode(), status, pieces, code);
    }

    /** The same of sale stock of the same SKU at the same place. */
    List<Change> own(ReserveLot beside, String lotCode, long pieces) {
        return some(beside, StockOwner.OWN, lotCode, StockStatus.AVAILABLE, pieces, "stock-short");
    }

    /** @return last day on which one of these may go; null when they do not spoil */
    @Nullable
    LocalDate expiresOn(List<Change> taken) {
        var parts = taken.stream().map(Change::part).toList();
        return book.lock(parts.stream().map(StockPart::key).distinct().toList()).stream()
                .filter(each -> parts.contains(each.part()))
                .map(Standing::expiresOn)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private List<Change> some(
            ReserveLot lot, StockOwner owner, String lotCode, StockStatus status, long pieces, String code) {
        var taken = new ArrayList<Change>();
        long missing = pieces;
        for (Standing each : book.lock(List.of(new SkuAtNode(lot.skuCode(), lot.nodeCode())))) {
            boolean fits = each.part().owner().equals(owner)
                    && each.part().status() == status
                    && each.part().lotCode().equals(lotCode)
                    && !each.part().apart();
            long some = fits ? Math.min(missing, each.pieces()) : 0;
            if (some > 0) {
                taken.add(new Change(each.part(), some));
                missing -= some;
            }
        }
        if (missing > 0) {
            throw ProblemException.of(
                            409, code, "储备库存没有这么多 · Not so many pieces of this lot", "请核对批次和数量 · Check lot and pieces")
                    .fact("pieces", pieces - missing);
        }
        return taken;
    }

    /** @return these pieces in another status: out of their parts and into others */
    static List<Change> turned(List<Change> taken, StockStatus to) {
        var changes = new ArrayList<Change>();
        for (Change each : taken) {
            changes.add(new Change(each.part(), -each.pieces()));
            changes.add(new Change(each.part().with(to), each.pieces()));
        }
        return changes;
    }

    /** @return these pieces gone */
    static List<Change> gone(List<Change> taken) {
        return taken.stream()
                .map(each -> new Change(each.part(), -each.pieces()))
                .toList();
    }
}
