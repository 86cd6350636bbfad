package org.cunlu.logistics.reserve;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import org.cunlu.accounts.SecondPerson;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
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
import org.cunlu.logistics.reserve.ChangeTable.Asked;
import org.cunlu.logistics.reserve.ChangeTable.Kind;
import org.cunlu.logistics.reserve.ChangeTable.State;

/** Place, variety and grade change when the authority has approved it; nothing of a reserve is ever pledged. */
@Singleton
class Changing {
    private final ChangeTable table;
    private final LotTable lots;
    private final Reserves reserves;
    private final Pieces pieces;
    private final StockBook book;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Changing(
            ChangeTable table,
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

    /** What can be asked for. */
    enum Wish {
        PLACE,
        VARIETY,
        GRADE,
        /** Refused, whoever asks. */
        PLEDGE
    }

    /** @param toHolding for PLACE, of the same programme and commodity, with pieces @param toWords for VARIETY and GRADE */
    @Serdeable
    record Proposal(
            @NotNull @Size(max = 13) String lotId,
            @NotNull Wish wish,
            @Nullable @Size(max = 32) String toHolding,
            @Nullable @Size(min = 1, max = 60) String toWords,
            @NotNull @PositiveOrZero @Max(1_000_000_000L) Long pieces,
            @NotNull @Size(min = 1, max = 200) String reason) {}

    /** @param reason needed for a no: why what was asked for, with its own reason, is not done */
    @Serdeable
    record Decision(
            @NotNull Boolean approve,
            @Nullable @Size(max = 200) String reason) {
        /** @throws ProblemException 400 {@code reason-needed} */
        void demandReason() {
            if (!approve && (reason == null || reason.isBlank())) {
                throw ProblemException.invalid("reason", "reason-needed", "请说明不同意的理由 · Say why not");
            }
        }

        String why() {
            return reason == null || reason.isBlank() ? "" : ": " + reason.strip();
        }
    }

    Asked propose(Caller caller, Proposal proposal, @Nullable String key) {
        var lot = lots.find(proposal.lotId()).orElseThrow(ProblemException::notFound);
        var holding = reserves.visible(caller, lot.holding(), "logistics.reserve-change", Intakes.KEEPERS);
        if (proposal.wish() == Wish.PLEDGE) {
            trail.refused(caller.accountId(), "logistics.reserve-pledge", lot.id(), "pledge-forbidden");
            throw ProblemException.of(
                    409,
                    "pledge-forbidden",
                    "储备物资不得抵押、质押 · Nothing of a reserve is pledged",
                    "见储备管理办法的禁止条款 · The measures forbid it");
        }
        check(holding, proposal);
        return idempotency.once(caller.accountId(), "logistics.reserve-change", key, proposal, Asked.class, () -> {
            var asked = new Asked(
                    ids.next(),
                    holding.code(),
                    lot.id(),
                    Kind.valueOf(proposal.wish().name()),
                    proposal.toHolding(),
                    proposal.toWords(),
                    proposal.pieces(),
                    proposal.reason(),
                    State.PROPOSED,
                    caller.accountId(),
                    null);
            table.insert(asked, holding.countyCode(), clock.instant());
            trail.record(
                    caller.accountId(),
                    "logistics.reserve-change",
                    asked.changeId(),
                    null,
                    asked.kind() + " " + lot.id() + ": " + asked.reason());
            return asked;
        });
    }

    private void check(ReserveHolding holding, Proposal proposal) {
        if (proposal.wish() == Wish.PLACE) {
            boolean fits = proposal.toHolding() != null
                    && proposal.pieces() > 0
                    && reserves.holding(proposal.toHolding())
                            .filter(to -> !to.code().equals(holding.code()))
                            .filter(to -> to.programme().equals(holding.programme())
                                    && to.commodity().equals(holding.commodity()))
                            .isPresent();
            if (!fits) {
                throw ProblemException.invalid(
                        "toHolding",
                        "holding-unfit",
                        "须为同一项目、同一品种的另一承储点 · Another holding of the same programme and commodity");
            }
        } else if (proposal.toWords() == null
                || (proposal.wish() == Wish.GRADE && proposal.toWords().length() > 20)) {
            throw ProblemException.invalid("toWords", "words-missing", "请填新的品种或等级 · Say what it is to be");
        }
    }

    /** By the authority of the level that owns it, not by who proposed it. */
    Asked decide(Caller caller, String changeId, Decision decision, @Nullable String key) {
        var asked = table.find(changeId).orElseThrow(ProblemException::notFound);
        var holding =
                reserves.visible(caller, asked.holding(), "logistics.reserve-change-decide", Claiming.AUTHORITIES);
        reserves.demandNotHolder(caller, holding, "logistics.reserve-change-decide");
        var second = new SecondPerson(asked.proposedBy(), null);
        if (!second.mayBe(caller.accountId())) {
            trail.refused(caller.accountId(), "logistics.reserve-change-decide", changeId, "second-person-needed");
            second.demand(caller.accountId());
        }
        decision.demandReason();
        String operation = "logistics.reserve-change-decide:" + changeId;
        return idempotency.once(caller.accountId(), operation, key, decision, Asked.class, () -> {
            State state = decision.approve() ? State.DONE : State.REJECTED;
            if (!table.decide(changeId, state, caller.accountId(), clock.instant())) {
                throw ProblemException.of(409, "already-decided", "已经处理过 · It was decided before", null);
            }
            var lot = lots.find(asked.lotId()).orElseThrow();
            String before = switch (asked.kind()) {
                case PLACE -> lot.nodeCode();
                case VARIETY -> lot.variety();
                case GRADE -> lot.grade();
            };
            trail.record(
                    caller.accountId(),
                    "logistics.reserve-change-decide",
                    changeId,
                    before,
                    state + " " + (asked.toWords() == null ? asked.toHolding() : asked.toWords()) + decision.why());
            if (decision.approve()) {
                carryOut(caller, asked, lot, holding, before);
            }
            return table.find(changeId).orElseThrow();
        });
    }

    private void carryOut(Caller caller, Asked asked, ReserveLot lot, ReserveHolding from, String before) {
        if (asked.kind() != Kind.PLACE) {
            if (!lots.reword(lot.id(), asked.kind().name(), before, asked.toWords())) {
                throw ProblemException.of(409, "lot-differs", "批次已被改动 · The lot has changed meanwhile", null);
            }
            return;
        }
        var to = reserves.holding(asked.toHolding()).orElseThrow();
        var there = lots.keep(moved(lot, to));
        if (!there.holding().equals(to.code()) || there.costFen() != lot.costFen()) {
            throw ProblemException.of(409, "lot-differs", "目的地已有不同的同号批次 · Another lot of that code is there", null);
        }
        var taken = pieces.of(lot, StockStatus.AVAILABLE, asked.pieces(), "stock-short");
        book.post(act(ReserveDeed.MOVE_OUT, asked, from, caller), Pieces.gone(taken));
        book.post(
                act(ReserveDeed.MOVE_IN, asked, to, caller),
                List.of(new Change(there.part(StockStatus.AVAILABLE, ""), asked.pieces())));
    }

    private static ReserveLot moved(ReserveLot lot, ReserveHolding to) {
        return new ReserveLot(
                "",
                to.countyCode(),
                to.code(),
                to.programme(),
                to.nodeCode(),
                lot.skuCode(),
                lot.lotCode(),
                lot.variety(),
                lot.grade(),
                lot.costFen(),
                lot.grams(),
                lot.inOn(),
                lot.producedOn(),
                lot.expiresOn(),
                0,
                0);
    }

    private static Act act(ReserveDeed deed, Asked asked, ReserveHolding at, Caller caller) {
        return new Act(
                What.TRANSFERRED,
                at.countyCode(),
                at.nodeCode(),
                asked.reason(),
                asked.proposedBy(),
                caller.accountId(),
                null,
                deed.document(asked.changeId()));
    }
}
