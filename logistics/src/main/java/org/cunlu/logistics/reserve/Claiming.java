package org.cunlu.logistics.reserve;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cunlu.accounts.SecondPerson;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.ReserveDeed;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveLot;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.reserve.ClaimTable.Claim;

/** What a holder owes is made good, found again, or waived. With a level's last claim things are sold there again. */
@Singleton
class Claiming {
    static final String LOT_CODE = "[A-Z0-9._-]{1,32}";
    static final List<Role> AUTHORITIES = List.of(Role.RESERVE_AUTHORITY);

    /** Causes whose pieces are still there. */
    private static final Set<String> RESTORABLE = Set.of("CHECK", "DAMAGE", Unfit.EXPIRY, Unfit.RECALL);

    private final ClaimTable table;
    private final LotTable lots;
    private final Reserves reserves;
    private final Pieces pieces;
    private final StockBook book;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Clock clock;

    Claiming(
            ClaimTable table,
            LotTable lots,
            Reserves reserves,
            Pieces pieces,
            StockBook book,
            Idempotency idempotency,
            Trail trail,
            Clock clock) {
        this.table = table;
        this.lots = lots;
        this.reserves = reserves;
        this.pieces = pieces;
        this.book = book;
        this.idempotency = idempotency;
        this.trail = trail;
        this.clock = clock;
    }

    /** Sale stock of the same SKU and place that becomes the reserve's. */
    @Serdeable
    record Making(
            @NotNull @Pattern(regexp = LOT_CODE) String lotCode,
            @NotNull @Positive @Max(1_000_000_000L) Long pieces) {}

    /** Pieces that were taken for unfit, and are fit. @param status that they have now */
    @Serdeable
    record Restoring(
            @NotNull StockStatus status,
            @NotNull @Positive @Max(1_000_000_000L) Long pieces,
            @NotNull @Size(min = 1, max = 200) String reason) {}

    @Serdeable
    record Waiving(@NotNull @Size(min = 1, max = 200) String why) {}

    /** Stock of the county pays what a holder owes: by the authority, and not by who opened the claim. */
    Claim makeGood(Caller caller, String claimId, Making making, @Nullable String key) {
        var claim = table.find(claimId).orElseThrow(ProblemException::notFound);
        var holding = another(caller, claim, "logistics.reserve-make-good", AUTHORITIES);
        String operation = "logistics.reserve-make-good:" + claimId;
        return idempotency.once(caller.accountId(), operation, key, making, Claim.class, () -> {
            boolean over = made(claim, making.pieces(), caller);
            var lot = lots.find(claim.lotId()).orElseThrow();
            var taken = pieces.own(lot, making.lotCode(), making.pieces());
            // Another lot stands in for it, as good as it was, and as long as it lasts itself.
            var into = lots.keep(standingIn(lot, making.lotCode(), pieces.expiresOn(taken)));
            demandSame(lot, into);
            var changes = new ArrayList<Change>(Pieces.gone(taken));
            taken.forEach(each -> changes.add(
                    new Change(into.part(StockStatus.AVAILABLE, each.part().bin()), each.pieces())));
            post(caller, claim, holding, What.ADJUSTED, ReserveDeed.MAKE_GOOD, "补足储备缺口", changes, over);
            return told(caller, claim, "logistics.reserve-make-good", making.pieces());
        });
    }

    private static ReserveLot standingIn(ReserveLot lot, String lotCode, @Nullable LocalDate expiresOn) {
        return new ReserveLot(
                "",
                lot.countyCode(),
                lot.holding(),
                lot.programme(),
                lot.nodeCode(),
                lot.skuCode(),
                lotCode,
                lot.variety(),
                lot.grade(),
                lot.costFen(),
                lot.grams(),
                lot.inOn(),
                null,
                expiresOn,
                0,
                0);
    }

    private static void demandSame(ReserveLot lot, ReserveLot into) {
        if (!into.holding().equals(lot.holding())
                || !into.variety().equals(lot.variety())
                || !into.grade().equals(lot.grade())) {
            throw ProblemException.invalid(
                    "lotCode", "lot-differs", "与所欠批次的品种或等级不符 · Not of the same variety and grade");
        }
    }

    /** Only what was put on hold, by a test or as damaged: what is gone is not fit after all, and what waits for its inspection waits. */
    Claim restore(Caller caller, String claimId, Restoring restoring, @Nullable String key) {
        var claim = table.find(claimId).orElseThrow(ProblemException::notFound);
        var holding = another(caller, claim, "logistics.reserve-restore", Intakes.OFFICERS);
        if (restoring.status().sellable()) {
            throw ProblemException.invalid("status", "status-same", "状态没有变化 · That is its status already");
        }
        if (restoring.status() == StockStatus.QUARANTINED || !RESTORABLE.contains(claim.cause())) {
            trail.refused(caller.accountId(), "logistics.reserve-restore", claimId, "not-restorable");
            throw ProblemException.of(
                    409,
                    "not-restorable",
                    "只有检验或损坏被封存的可恢复；缺失的须补足，待检的须检验 · Only what a test or damage put on hold is fit after all",
                    "缺失请补足或由批准机关核销 · What is missing is made good or waived");
        }
        String operation = "logistics.reserve-restore:" + claimId;
        return idempotency.once(caller.accountId(), operation, key, restoring, Claim.class, () -> {
            boolean over = made(claim, restoring.pieces(), caller);
            var lot = lots.find(claim.lotId()).orElseThrow();
            var taken = pieces.of(lot, restoring.status(), restoring.pieces(), "stock-short");
            post(
                    caller,
                    claim,
                    holding,
                    What.UNHELD,
                    ReserveDeed.RESTORE,
                    restoring.reason(),
                    Pieces.turned(taken, StockStatus.AVAILABLE),
                    over);
            return told(caller, claim, "logistics.reserve-restore", restoring.pieces());
        });
    }

    /** By the authority, and not by who opened it. */
    Claim waive(Caller caller, String claimId, Waiving waiving, @Nullable String key) {
        var claim = table.find(claimId).orElseThrow(ProblemException::notFound);
        another(caller, claim, "logistics.reserve-waive", AUTHORITIES);
        String operation = "logistics.reserve-waive:" + claimId;
        return idempotency.once(caller.accountId(), operation, key, waiving, Claim.class, () -> {
            if (!table.waive(claimId, caller.accountId(), clock.instant(), waiving.why())) {
                throw over();
            }
            trail.record(
                    caller.accountId(),
                    "logistics.reserve-waive",
                    claimId,
                    claim.pieces() + " made good " + claim.madeGood(),
                    waiving.why());
            if (claim.blocks()) {
                book.settled(claim.key());
            }
            return table.find(claimId).orElseThrow();
        });
    }

    /** @return the holding, where the caller has the role, did not open the claim and does not keep it himself */
    private ReserveHolding another(Caller caller, Claim claim, String act, List<Role> roles) {
        var holding = reserves.visible(caller, claim.holding(), act, roles);
        reserves.demandNotHolder(caller, holding, act);
        var second = new SecondPerson(claim.openedBy(), null);
        if (!second.mayBe(caller.accountId())) {
            trail.refused(caller.accountId(), act, claim.claimId(), "second-person-needed");
            second.demand(caller.accountId());
        }
        return holding;
    }

    /** @return whether nothing is owed any more */
    private boolean made(Claim claim, long some, Caller caller) {
        if (!table.make(claim.claimId(), some)) {
            throw over();
        }
        return table.settle(claim.claimId(), caller.accountId(), clock.instant());
    }

    private void post(
            Caller caller,
            Claim claim,
            ReserveHolding holding,
            What what,
            ReserveDeed deed,
            String reason,
            List<Change> changes,
            boolean over) {
        book.post(
                new Act(
                        what,
                        holding.countyCode(),
                        holding.nodeCode(),
                        reason,
                        caller.accountId(),
                        null,
                        null,
                        deed.document(claim.claimId())),
                changes);
        if (over && claim.blocks()) {
            book.settled(claim.key());
        }
    }

    private Claim told(Caller caller, Claim before, String act, long some) {
        var after = table.find(before.claimId()).orElseThrow();
        trail.record(
                caller.accountId(),
                act,
                before.claimId(),
                before.state() + " " + before.madeGood(),
                after.state() + " " + after.madeGood() + " +" + some);
        return after;
    }

    private static ProblemException over() {
        return ProblemException.of(
                409,
                "claim-over",
                "此缺口已了结，或没有欠这么多 · The claim is over, or fewer are owed",
                "请核对缺口 · Look at the claim again");
    }
}
