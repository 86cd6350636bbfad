package org.cunlu.logistics.rotation;

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
import java.util.Map;
import org.cunlu.accounts.SecondPerson;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.RefillOrders;
import org.cunlu.logistics.ReserveDeed;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveLot;
import org.cunlu.logistics.ReserveLots;
import org.cunlu.logistics.ReserveRefill;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.rotation.RotationTable.Offer;
import org.cunlu.logistics.rotation.RotationTable.Rotation;
import org.cunlu.logistics.rotation.RotationTable.Sequence;
import org.cunlu.logistics.rotation.RotationTable.State;

/** A rotation is proposed, approved by somebody else, and carried out; its gap may be extended once. */
@Singleton
class Turning {
    static final String SUPPLIER = "[A-Za-z0-9._-]{1,32}";
    static final List<Role> OFFICERS = List.of(Role.RESERVE_OFFICER);
    static final List<Role> AUTHORITIES = List.of(Role.RESERVE_AUTHORITY);

    private final RotationTable table;
    private final Reserves reserves;
    private final ReserveLots shares;
    private final StockBook book;
    private final RefillOrders orders;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Turning(
            RotationTable table,
            Reserves reserves,
            ReserveLots shares,
            StockBook book,
            RefillOrders orders,
            Idempotency idempotency,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.reserves = reserves;
        this.shares = shares;
        this.book = book;
        this.orders = orders;
        this.idempotency = idempotency;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param supplier code of the shop that the refill is ordered from; null when the holder buys himself */
    @Serdeable
    record Proposal(
            @NotNull @Size(max = 13) String lotId,
            @NotNull @Positive @Max(1_000_000_000L) Long pieces,
            @NotNull Sequence sequence,
            @NotNull Offer offer,

            @Nullable @Pattern(regexp = SUPPLIER) String supplier,

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

    /** @param months at most what the rule allows */
    @Serdeable
    record Extension(
            @NotNull @Positive @Max(12) Integer months,
            @NotNull @Size(min = 1, max = 200) String reason) {}

    Rotation propose(Caller caller, Proposal proposal, @Nullable String key) {
        var lot = reserves.lot(proposal.lotId()).orElseThrow(ProblemException::notFound);
        var holding = reserves.visible(caller, lot.holding(), "logistics.rotation-propose", OFFICERS);
        return idempotency.once(caller.accountId(), "logistics.rotation-propose", key, proposal, Rotation.class, () -> {
            if (lot.good() < proposal.pieces()) {
                throw ProblemException.of(409, "rotation-short", "批次没有这么多 · The lot has not so many", null)
                        .fact("pieces", lot.good());
            }
            var rotation = new Rotation(
                    ids.next(),
                    holding.countyCode(),
                    holding.code(),
                    lot.id(),
                    lot.skuCode(),
                    proposal.sequence(),
                    proposal.offer(),
                    proposal.pieces(),
                    Math.multiplyExact(proposal.pieces(), lot.grams()),
                    0,
                    proposal.supplier() == null ? "" : proposal.supplier(),
                    proposal.reason(),
                    State.PROPOSED,
                    caller.accountId(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
            table.insert(rotation, clock.instant());
            told(caller, "logistics.rotation-propose", rotation, null, proposal.reason());
            return rotation;
        });
    }

    Rotation decide(Caller caller, String id, Decision decision, @Nullable String key) {
        var rotation = second(caller, id, "logistics.rotation-decide");
        decision.demandReason();
        String operation = "logistics.rotation-decide:" + id;
        return idempotency.once(caller.accountId(), operation, key, decision, Rotation.class, () -> {
            State state = decision.approve() ? State.APPROVED : State.REJECTED;
            if (!table.decide(id, state, caller.accountId(), clock.instant())) {
                throw ProblemException.of(409, "already-decided", "已经处理过 · It was decided before", null);
            }
            told(caller, "logistics.rotation-decide", rotation, State.PROPOSED.name(), state + decision.why());
            if (state == State.APPROVED && rotation.sequence() == Sequence.IN_FIRST) {
                order(rotation, reserves.holding(rotation.holding()).orElseThrow(), caller);
            }
            return table.find(id).orElseThrow();
        });
    }

    /** The old ones become sale stock, never so many that less than the holding's minimum, or a target's share, stays. */
    Rotation out(Caller caller, String id, @Nullable String key) {
        var rotation = table.find(id).orElseThrow(ProblemException::notFound);
        var holding = reserves.visible(caller, rotation.holding(), "logistics.rotation-out", OFFICERS);
        return idempotency.once(caller.accountId(), "logistics.rotation-out:" + id, key, id, Rotation.class, () -> {
            var today = CountyTime.date(clock.instant());
            var until = today.plusMonths(rule("GAP", holding.commodity()));
            if (!table.out(id, today, until)) {
                throw ProblemException.of(
                        409,
                        "rotation-not-due",
                        "轮换未获批准、已轮出或尚未补齐 · Not approved, out already, or not filled up yet",
                        null);
            }
            told(caller, "logistics.rotation-out", rotation, rotation.state().name(), "OUT until " + until);
            var lot = reserves.lot(rotation.lotId()).orElseThrow();
            book.post(
                    new Act(
                            What.ADJUSTED,
                            holding.countyCode(),
                            holding.nodeCode(),
                            rotation.reason(),
                            caller.accountId(),
                            rotation.decidedBy(),
                            null,
                            ReserveDeed.ROTATE_OUT.document(id)),
                    changes(lot, rotation));
            shares.demandShares(List.of(holding.code()), today);
            if (rotation.sequence() == Sequence.OUT_FIRST) {
                order(rotation, holding, caller);
            }
            return table.find(id).orElseThrow();
        });
    }

    /** What is to come for it is drafted where it begins to wait: nobody has to remember to buy. */
    private void order(Rotation rotation, ReserveHolding holding, Caller caller) {
        LocalDate due = CountyTime.date(clock.instant()).plusMonths(rule("GAP", holding.commodity()));
        orders.draft(
                holding,
                ReserveRefill.Of.ROTATION,
                rotation.rotationId(),
                rotation.supplier(),
                Map.of(rotation.skuCode(), rotation.pieces()),
                due,
                caller.accountId());
    }

    private List<Change> changes(ReserveLot lot, Rotation rotation) {
        StockOwner owner = lot.part(StockStatus.AVAILABLE, "").owner();
        StockStatus to = rotation.offer() == Offer.SHOP ? StockStatus.AVAILABLE : StockStatus.ON_HOLD;
        var changes = new ArrayList<Change>();
        long missing = rotation.pieces();
        for (var each : book.lock(List.of(new SkuAtNode(lot.skuCode(), lot.nodeCode())))) {
            StockPart part = each.part();
            boolean fits = part.owner().equals(owner)
                    && part.lotCode().equals(lot.lotCode())
                    && part.status().sellable();
            long some = fits ? Math.min(missing, each.pieces()) : 0;
            if (some > 0) {
                changes.add(new Change(part, -some));
                changes.add(new Change(
                        new StockPart(part.skuCode(), part.nodeCode(), part.lotCode(), StockOwner.OWN, to, part.bin()),
                        some));
                missing -= some;
            }
        }
        if (missing > 0) {
            throw ProblemException.of(409, "rotation-short", "批次没有这么多 · The lot has not so many", null)
                    .fact("pieces", rotation.pieces() - missing);
        }
        return changes;
    }

    /** By the authority, not by who proposed it; no fees are paid while it runs. */
    Rotation extend(Caller caller, String id, Extension extension, @Nullable String key) {
        var rotation = second(caller, id, "logistics.rotation-extend");
        String operation = "logistics.rotation-extend:" + id;
        return idempotency.once(caller.accountId(), operation, key, extension, Rotation.class, () -> {
            var holding = reserves.holding(rotation.holding()).orElseThrow();
            long most = rule("EXTENSION", holding.commodity());
            if (extension.months() > most) {
                throw ProblemException.invalid("months", "extension-too-long", "超过允许的延期 · Longer than the rule allows")
                        .fact("months", most);
            }
            var until = rotation.allowedUntil() == null
                    ? null
                    : rotation.allowedUntil().plusMonths(extension.months());
            if (until == null || !table.extend(id, CountyTime.date(clock.instant()), until, caller.accountId())) {
                throw ProblemException.of(
                        409,
                        "not-extendable",
                        "不在架空期内，或已延期 · No gap runs, it is over, or it was extended before",
                        null);
            }
            told(
                    caller,
                    "logistics.rotation-extend",
                    rotation,
                    "until " + rotation.allowedUntil(),
                    "until " + until + ": " + extension.reason());
            return table.find(id).orElseThrow();
        });
    }

    Rotation second(Caller caller, String id, String act) {
        var rotation = table.find(id).orElseThrow(ProblemException::notFound);
        var holding = reserves.visible(caller, rotation.holding(), act, AUTHORITIES);
        reserves.demandNotHolder(caller, holding, act);
        var second = new SecondPerson(rotation.proposedBy(), null);
        if (!second.mayBe(caller.accountId())) {
            trail.refused(caller.accountId(), act, id, "second-person-needed");
            second.demand(caller.accountId());
        }
        return rotation;
    }

    private long rule(String code, String commodity) {
        return reserves.rule(code, commodity, 0, CountyTime.date(clock.instant()))
                .orElseThrow(() -> ProblemException.of(409, "rule-missing", "没有此规则 · There is no such rule", null)
                        .fact("rule", code))
                .value();
    }

    private void told(Caller caller, String act, Rotation rotation, @Nullable String before, String after) {
        trail.record(caller.accountId(), act, rotation.rotationId(), before, after);
    }
}
