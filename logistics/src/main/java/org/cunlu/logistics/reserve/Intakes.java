package org.cunlu.logistics.reserve;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.accounts.SecondPerson;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.ReserveDeed;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveLot;
import org.cunlu.logistics.ReserveRefill;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Incoming;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.reserve.CustodyTable.Intake;
import org.cunlu.logistics.reserve.CustodyTable.State;

/** Goods arrive, wait, and are taken in when they have passed their inspection. */
@Singleton
class Intakes {
    static final List<Role> KEEPERS = List.of(Role.RESERVE_OFFICER, Role.RESERVE_HOLDER);
    static final List<Role> OFFICERS = List.of(Role.RESERVE_OFFICER);

    private final CustodyTable table;
    private final LotTable lots;
    private final Reserves reserves;
    private final Pieces pieces;
    private final StockBook book;
    private final Map<ReserveRefill.Of, ReserveRefill> refills;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Intakes(
            CustodyTable table,
            LotTable lots,
            Reserves reserves,
            Pieces pieces,
            StockBook book,
            List<ReserveRefill> refills,
            Idempotency idempotency,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.lots = lots;
        this.reserves = reserves;
        this.pieces = pieces;
        this.book = book;
        this.refills = refills.stream().collect(Collectors.toMap(ReserveRefill::of, Function.identity()));
        this.idempotency = idempotency;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Goods that are there.
     * @param costFen of a piece
     * @param refills with refillsId: what they make up for; null for nothing
     * @param occurredAt when they came, at most seven days ago; null for now
     */
    @Serdeable
    record Arrival(
            @NotNull @Pattern(regexp = "[A-Z0-9._-]{1,32}") String holding,
            @NotNull @Pattern(regexp = "[A-Z0-9._-]{1,32}") String skuCode,
            @NotNull @Pattern(regexp = "[A-Z0-9._-]{1,32}") String lotCode,
            @NotNull @Size(min = 1, max = 60) String variety,
            @NotNull @Size(min = 1, max = 20) String grade,
            @NotNull @PositiveOrZero @Max(100_000_000L) Long costFen,
            @NotNull @Positive @Max(1_000_000_000L) Long pieces,
            @Nullable LocalDate producedOn,
            @Nullable LocalDate expiresOn,
            @Nullable @Pattern(regexp = "[A-Z0-9._-]{1,24}") String bin,
            @Nullable ReserveRefill.Of refills,
            @Nullable @Size(max = 13) String refillsId,
            @Nullable Instant occurredAt) {}

    /**
     * @param results what was tested and found
     * @param costFen of a piece, as the papers say that the inspector saw; needed where they passed
     */
    @Serdeable
    record Inspection(
            @NotNull Boolean passed,
            @NotNull @Size(min = 1, max = 400) String results,
            @Nullable @PositiveOrZero @Max(100_000_000L) Long costFen) {}

    Intake register(Caller caller, Arrival arrival, @Nullable String key) {
        var holding = reserves.visible(caller, arrival.holding(), "logistics.reserve-intake", KEEPERS);
        return idempotency.once(caller.accountId(), "logistics.reserve-intake", key, arrival, Intake.class, () -> {
            Instant at = arrival.occurredAt() == null ? clock.instant() : arrival.occurredAt();
            LocalDate day = CountyTime.date(at);
            var lot = lots.keep(lot(holding, arrival, day));
            demandSame(caller, lot, holding, arrival);
            demandRefill(holding, arrival, lot);
            var intake = new Intake(
                    ids.next(),
                    holding.code(),
                    lot.id(),
                    arrival.pieces(),
                    arrival.refills(),
                    arrival.refillsId(),
                    day,
                    State.ARRIVED,
                    caller.accountId(),
                    null,
                    null,
                    lot.variety(),
                    lot.grade(),
                    lot.costFen());
            table.insert(intake, holding.countyCode(), clock.instant());
            trail.record(
                    caller.accountId(),
                    "logistics.reserve-intake",
                    intake.intakeId(),
                    null,
                    holding.code() + " " + lot.lotCode() + " " + arrival.pieces());
            book.receive(
                    act(What.RECEIVED, holding, ReserveDeed.ARRIVE, intake, caller, at, "储备到货"),
                    List.of(new Incoming(
                            lot.part(StockStatus.QUARANTINED, arrival.bin() == null ? "" : arrival.bin()),
                            arrival.expiresOn(),
                            arrival.producedOn(),
                            arrival.pieces())));
            return intake;
        });
    }

    private ReserveLot lot(ReserveHolding holding, Arrival arrival, LocalDate day) {
        var good = reserves.goods(List.of(arrival.skuCode())).get(arrival.skuCode());
        if (good == null || !good.commodity().equals(holding.commodity())) {
            throw ProblemException.invalid("skuCode", "other-commodity", "与承储品种不符 · Not what this contract is for");
        }
        if (day.isBefore(holding.from()) || day.isAfter(holding.until())) {
            throw ProblemException.invalid("occurredAt", "outside-term", "不在承储合同期内 · Outside the contract's term");
        }
        return new ReserveLot(
                "",
                holding.countyCode(),
                holding.code(),
                holding.programme(),
                holding.nodeCode(),
                arrival.skuCode(),
                arrival.lotCode(),
                arrival.variety(),
                arrival.grade(),
                arrival.costFen(),
                good.grams(),
                day,
                arrival.producedOn(),
                arrival.expiresOn(),
                0,
                0);
    }

    /** A lot is one thing: what differs is another lot, and would change what is kept without anybody's approval. */
    private void demandSame(Caller caller, ReserveLot lot, ReserveHolding holding, Arrival arrival) {
        if (!lot.holding().equals(holding.code())
                || !lot.variety().equals(arrival.variety())
                || !lot.grade().equals(arrival.grade())
                || lot.costFen() != arrival.costFen()) {
            trail.refused(caller.accountId(), "logistics.reserve-intake", lot.id(), "lot-differs");
            throw ProblemException.of(
                    409,
                    "lot-differs",
                    "与此批次已登记的品种、等级或成本不符 · Variety, grade or cost is not that of this lot",
                    "请用另一批次号 · Give it a lot of its own");
        }
    }

    private void demandRefill(ReserveHolding holding, Arrival arrival, ReserveLot lot) {
        if ((arrival.refills() == null) != (arrival.refillsId() == null)) {
            throw ProblemException.invalid("refillsId", "refill-incomplete", "请同时填补库类型和单号 · Name both, or neither");
        }
        if (arrival.refills() != null) {
            refill(arrival.refills())
                    .demand(
                            arrival.refillsId(),
                            holding,
                            lot.skuCode(),
                            Math.multiplyExact(arrival.pieces(), lot.grams()));
        }
    }

    private ReserveRefill refill(ReserveRefill.Of of) {
        var refill = refills.get(of);
        if (refill == null) {
            throw ProblemException.notFound();
        }
        return refill;
    }

    /** By somebody else than who registered them. */
    Intake inspect(Caller caller, String intakeId, Inspection inspection, @Nullable String key) {
        var intake = table.intake(intakeId).orElseThrow(ProblemException::notFound);
        var holding = reserves.visible(caller, intake.holding(), "logistics.reserve-inspect", OFFICERS);
        reserves.demandNotHolder(caller, holding, "logistics.reserve-inspect");
        var second = new SecondPerson(intake.registeredBy(), null);
        if (!second.mayBe(caller.accountId())) {
            trail.refused(caller.accountId(), "logistics.reserve-inspect", intakeId, "second-person-needed");
            second.demand(caller.accountId());
        }
        demandSameCost(caller, intake, inspection);
        String operation = "logistics.reserve-inspect:" + intakeId;
        return idempotency.once(caller.accountId(), operation, key, inspection, Intake.class, () -> {
            State state = inspection.passed() ? State.TAKEN : State.REFUSED;
            if (!table.inspect(intakeId, state, caller.accountId(), clock.instant(), inspection.results())) {
                throw ProblemException.of(409, "already-inspected", "已经检验过 · It was inspected before", null);
            }
            trail.record(
                    caller.accountId(),
                    "logistics.reserve-inspect",
                    intakeId,
                    State.ARRIVED.name(),
                    state + ": " + inspection.results());
            var lot = lots.find(intake.lotId()).orElseThrow();
            if (intake.refills() != null && inspection.passed()) {
                long grams = Math.multiplyExact(intake.pieces(), lot.grams());
                refill(intake.refills()).came(intake.refillsId(), holding, grams, CountyTime.date(clock.instant()));
            }
            var waiting = pieces.of(lot, StockStatus.QUARANTINED, intake.pieces(), "stock-short");
            if (inspection.passed()) {
                book.post(
                        act(What.UNHELD, holding, deed(intake), intake, caller, null, inspection.results()),
                        Pieces.turned(waiting, StockStatus.AVAILABLE));
            } else {
                book.post(
                        act(What.ADJUSTED, holding, ReserveDeed.SEND_BACK, intake, caller, null, inspection.results()),
                        Pieces.gone(waiting));
            }
            return table.intake(intakeId).orElseThrow();
        });
    }

    /** Interest is paid on the cost, which who registered them has typed: two people have to have read it. */
    private void demandSameCost(Caller caller, Intake intake, Inspection inspection) {
        if (inspection.passed() && inspection.costFen() == null) {
            throw ProblemException.invalid("costFen", "cost-missing", "请按凭证填写单位成本 · Say the cost that its papers show");
        }
        if (inspection.passed() && inspection.costFen() != intake.costFen()) {
            trail.refused(caller.accountId(), "logistics.reserve-inspect", intake.intakeId(), "cost-differs");
            throw ProblemException.of(
                    409,
                    "cost-differs",
                    "单位成本与登记的不符 · The cost is not what was registered",
                    "请退回，更正后以新批次重新登记 · Send it back, and register it anew as another lot");
        }
    }

    private static ReserveDeed deed(Intake intake) {
        return switch (intake.refills()) {
            case null -> ReserveDeed.INTAKE;
            case ROTATION -> ReserveDeed.ROTATE_IN;
            case RELEASE -> ReserveDeed.REFILL;
        };
    }

    private static Act act(
            What what,
            ReserveHolding holding,
            ReserveDeed deed,
            Intake intake,
            Caller caller,
            @Nullable Instant at,
            String reason) {
        return new Act(
                what,
                holding.countyCode(),
                holding.nodeCode(),
                reason.length() > 200 ? reason.substring(0, 200) : reason,
                caller.accountId(),
                null,
                at,
                deed.document(intake.intakeId()));
    }
}
