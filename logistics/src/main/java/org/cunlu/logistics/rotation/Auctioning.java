package org.cunlu.logistics.rotation;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.ReserveDeed;
import org.cunlu.logistics.ReserveLot;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.rotation.RotationTable.Auction;
import org.cunlu.logistics.rotation.RotationTable.Offer;
import org.cunlu.logistics.rotation.RotationTable.Rotation;

/** How an auction ended: what was sold leaves under its rotation, what was not is sale stock. */
@Singleton
class Auctioning {
    private static final String ACT = "logistics.rotation-auction";

    private final Turning turning;
    private final RotationTable table;
    private final Reserves reserves;
    private final StockBook book;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Clock clock;

    Auctioning(
            Turning turning,
            RotationTable table,
            Reserves reserves,
            StockBook book,
            Idempotency idempotency,
            Trail trail,
            Clock clock) {
        this.turning = turning;
        this.table = table;
        this.reserves = reserves;
        this.book = book;
        this.idempotency = idempotency;
        this.trail = trail;
        this.clock = clock;
    }

    /** @param buyer and {@code priceFen} of all of it: needed where it was sold @param reason with the number of the record (成交记录) */
    @Serdeable
    @Schema(name = "AuctionResult")
    record Result(
            @NotNull Boolean sold,
            @Nullable @Size(min = 1, max = 60) String buyer,

            @Nullable @PositiveOrZero @Max(1_000_000_000_000L)
            Long priceFen,

            @NotNull @Size(min = 1, max = 200) String reason) {}

    /** By the authority, not by who proposed the rotation; once. */
    Rotation result(Caller caller, String id, Result result, @Nullable String key) {
        Rotation rotation = turning.second(caller, id, ACT);
        if (result.sold() && (result.buyer() == null || result.buyer().isBlank() || result.priceFen() == null)) {
            throw ProblemException.invalid(
                    "buyer", "sale-incomplete", "成交须填买方和价款 · Sold: say to whom and for how much");
        }
        return idempotency.once(caller.accountId(), ACT + ":" + id, key, result, Rotation.class, () -> {
            Auction auction = result.sold() ? Auction.SOLD : Auction.UNSOLD;
            boolean first = rotation.offer() == Offer.AUCTION
                    && table.result(
                            id,
                            auction,
                            result.sold() ? result.buyer().strip() : null,
                            result.sold() ? result.priceFen() : null,
                            caller.accountId(),
                            clock.instant());
            if (!first) {
                throw ProblemException.of(
                        409, "no-auction-waits", "未在拍卖，或结果已登记 · It waits for no auction, or its end was told", null);
            }
            trail.record(caller.accountId(), ACT, id, null, auction + ": " + result.reason());
            ReserveLot lot = reserves.lot(rotation.lotId()).orElseThrow();
            book.post(
                    new Act(
                            result.sold() ? What.ADJUSTED : What.UNHELD,
                            lot.countyCode(),
                            lot.nodeCode(),
                            result.reason(),
                            caller.accountId(),
                            null,
                            null,
                            ReserveDeed.ROTATE_OUT.document(id)),
                    changes(lot, rotation, result.sold()));
            return table.find(id).orElseThrow();
        });
    }

    private List<Change> changes(ReserveLot lot, Rotation rotation, boolean sold) {
        var changes = new ArrayList<Change>();
        long missing = rotation.pieces();
        for (var each : book.lock(List.of(new SkuAtNode(lot.skuCode(), lot.nodeCode())))) {
            boolean waits = each.part().owner().equals(StockOwner.OWN)
                    && each.part().lotCode().equals(lot.lotCode())
                    && each.part().status() == StockStatus.ON_HOLD
                    && !each.part().apart();
            long some = waits ? Math.min(missing, each.pieces()) : 0;
            if (some > 0) {
                changes.add(new Change(each.part(), -some));
                if (!sold) {
                    changes.add(new Change(each.part().with(StockStatus.AVAILABLE), some));
                }
                missing -= some;
            }
        }
        if (missing > 0) {
            throw ProblemException.of(409, "rotation-short", "待拍卖的没有这么多 · Not so many wait for the auction", null)
                    .fact("pieces", rotation.pieces() - missing);
        }
        return changes;
    }
}
