package org.cunlu.logistics.reserve;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.ReserveDeed;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveLot;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.reserve.CustodyTable.Due;
import org.cunlu.logistics.reserve.CustodyTable.Loss;

/** What is kept is tested, and what is lost is told. */
@Singleton
class Custody {
    private static final int BP = 10_000;

    private final CustodyTable table;
    private final LotTable lots;
    private final Reserves reserves;
    private final Pieces pieces;
    private final StockBook book;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Custody(
            CustodyTable table,
            LotTable lots,
            Reserves reserves,
            Pieces pieces,
            StockBook book,
            Idempotency idempotency,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.lots = lots;
        this.reserves = reserves;
        this.pieces = pieces;
        this.book = book;
        this.idempotency = idempotency;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** A test of a lot. @param passed false puts all its good pieces on hold, and the holder owes others */
    @Serdeable
    record Check(
            @NotNull @Size(max = 13) String lotId,
            @NotNull Boolean passed,
            @NotNull @Size(min = 1, max = 400) String results) {}

    /** Pieces that were lost in storage. */
    @Serdeable
    record Lost(
            @NotNull @Size(max = 13) String lotId,
            @NotNull @Positive @Max(1_000_000_000L) Long pieces,
            @NotNull @Size(min = 1, max = 200) String reason) {}

    @Serdeable
    record Checked(String checkId) {}

    Checked check(Caller caller, Check check, @Nullable String key) {
        var lot = lots.find(check.lotId()).orElseThrow(ProblemException::notFound);
        var holding = reserves.visible(caller, lot.holding(), "logistics.reserve-check", Intakes.OFFICERS);
        reserves.demandNotHolder(caller, holding, "logistics.reserve-check");
        return idempotency.once(caller.accountId(), "logistics.reserve-check", key, check, Checked.class, () -> {
            String id = ids.next();
            var now = clock.instant();
            table.check(
                    id,
                    holding,
                    lot.id(),
                    CountyTime.date(now),
                    check.passed(),
                    check.results(),
                    caller.accountId(),
                    now);
            trail.record(
                    caller.accountId(),
                    "logistics.reserve-check",
                    id,
                    lot.id(),
                    "passed=" + check.passed() + ": " + check.results());
            if (!check.passed()) {
                hold(caller, lot, holding, id);
            }
            return new Checked(id);
        });
    }

    private void hold(Caller caller, ReserveLot lot, ReserveHolding holding, String checkId) {
        // Asked while its parts are locked: what is good now is held, and no more.
        pieces.of(lot, StockStatus.AVAILABLE, 0, "stock-short");
        long good = lots.find(lot.id()).orElseThrow().good();
        if (good > 0) {
            var taken = pieces.of(lot, StockStatus.AVAILABLE, good, "stock-short");
            book.post(
                    act(What.HELD, holding, ReserveDeed.CHECK, checkId, caller, "检验不合格"),
                    Pieces.turned(taken, StockStatus.ON_HOLD));
        }
    }

    /** @return lots whose test is due until this day */
    List<Due> due(ReserveHolding holding, LocalDate day) {
        long every = reserves.rule("CHECK_EVERY", holding.commodity(), 0, day)
                .orElseThrow(() -> noRule("CHECK_EVERY"))
                .value();
        return table.due(holding.code(), day, Math.toIntExact(every));
    }

    /** The truth, also beyond the allowance: then the rest is claimed. */
    Loss lose(Caller caller, Lost lost, @Nullable String key) {
        var lot = lots.find(lost.lotId()).orElseThrow(ProblemException::notFound);
        var holding = reserves.visible(caller, lot.holding(), "logistics.reserve-loss", Intakes.KEEPERS);
        return idempotency.once(caller.accountId(), "logistics.reserve-loss", key, lost, Loss.class, () -> {
            // Whoever has the parts has the lot's losses: two at once share one allowance.
            var taken = pieces.of(lot, StockStatus.AVAILABLE, lost.pieces(), "loss-above-stock");
            var now = clock.instant();
            var today = CountyTime.date(now);
            int months = months(lot.inOn(), today);
            long bp = reserves.rule("LOSS", holding.commodity(), months, today)
                    .orElseThrow(() -> noRule("LOSS"))
                    .value();
            long allowance = allowance(lots.takenIn(lot.id()), bp);
            long allowed = Math.clamp(allowance - table.allowedSoFar(lot.id()), 0, lost.pieces());
            var loss = new Loss(ids.next(), lot.id(), lost.pieces(), allowed, Math.toIntExact(bp), months);
            table.insert(loss, holding, lost.reason(), caller.accountId(), now);
            trail.record(
                    caller.accountId(),
                    "logistics.reserve-loss",
                    loss.lossId(),
                    lot.id() + " " + lot.good(),
                    lost.pieces() + " allowed " + allowed + ": " + lost.reason());
            book.post(
                    act(What.ADJUSTED, holding, ReserveDeed.LOSS, loss.lossId(), caller, lost.reason()),
                    Pieces.gone(taken));
            return loss;
        });
    }

    /** @return pieces that may be lost of so many that came in, rounded down */
    static long allowance(long takenIn, long bp) {
        return Math.multiplyExact(takenIn, bp) / BP;
    }

    /** @return months of storage, one that has begun is one: six months to the day are six, a day more are seven */
    static int months(LocalDate in, LocalDate today) {
        long full = Math.max(0, ChronoUnit.MONTHS.between(in, today));
        return Math.toIntExact(in.plusMonths(full).isBefore(today) ? full + 1 : full);
    }

    private static ProblemException noRule(String rule) {
        return ProblemException.of(
                        409,
                        "rule-missing",
                        "没有此规则 · There is no such rule",
                        "请先登记规则及出处 · Write the rule and its source first")
                .fact("rule", rule);
    }

    private static Act act(
            What what, ReserveHolding holding, ReserveDeed deed, String id, Caller caller, String reason) {
        return new Act(
                what,
                holding.countyCode(),
                holding.nodeCode(),
                reason,
                caller.accountId(),
                null,
                null,
                deed.document(id));
    }
}
