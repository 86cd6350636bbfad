package org.cunlu.logistics.reserve;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveLots.Refill;
import org.cunlu.logistics.ReserveRefill;

/** Papers of custody: intakes, tests, losses. */
@Singleton
class CustodyTable {
    private static final String INTAKES = "SELECT i.*, l.variety, l.grade, l.cost_fen FROM log_reserve_intake i"
            + " JOIN log_reserve_lot l ON l.reserve_lot_id = i.reserve_lot_id ";

    /** Tables of what belongs to a holding, and their keys. */
    private static final Map<String, String> OF_HOLDINGS = Map.of(
            "log_reserve_lot", "reserve_lot_id",
            "log_reserve_intake", "intake_id",
            "log_reserve_check", "check_id",
            "log_reserve_loss", "loss_id",
            "log_reserve_claim", "claim_id",
            "log_reserve_change", "change_id",
            "log_reserve_rotation", "rotation_id");

    private final Sql sql;

    CustodyTable(Sql sql) {
        this.sql = sql;
    }

    /** Life of an intake. */
    enum State {
        ARRIVED,
        TAKEN,
        REFUSED
    }

    /** @param refills what it makes up for; null for nothing @param results of its inspection; null before @param costFen of a piece, on which its interest is reckoned */
    @Serdeable
    record Intake(
            String intakeId,
            String holding,
            String lotId,
            long pieces,
            @Nullable ReserveRefill.Of refills,
            @Nullable String refillsId,
            LocalDate arrivedOn,
            State state,
            String registeredBy,
            @Nullable String inspectedBy,
            @Nullable String results,
            String variety,
            String grade,
            long costFen) {}

    /** @param allowed of the pieces, within the allowance; the rest is claimed */
    @Serdeable
    record Loss(String lossId, String lotId, long pieces, long allowed, int allowanceBp, int ageMonths) {}

    /** A loss as it was told. @param allowed of the pieces, within the allowance; the rest is claimed */
    @Serdeable
    @Schema(name = "ReserveLossTold")
    record LossTold(
            String lossId,
            String lotId,
            long pieces,
            long allowed,
            int allowanceBp,
            int ageMonths,
            String reason,
            String bookedBy,
            Instant bookedAt) {}

    /** A test of a lot and what it found. */
    @Serdeable
    @Schema(name = "ReserveCheck")
    record Tested(
            String checkId, String lotId, LocalDate checkedOn, boolean passed, String results, String checkedBy) {}

    /** A lot whose test is due. @param lastOn null when it was never tested since it came */
    @Serdeable
    record Due(String lotId, String holding, String skuCode, String lotCode, LocalDate dueOn) {}

    /** @return whether this is a lot or a paper of the holding */
    boolean belongs(String id, String holding) {
        var arguments = new ArrayList<Object>();
        String any = OF_HOLDINGS.entrySet().stream()
                .map(each -> {
                    arguments.add(id);
                    arguments.add(holding);
                    return "SELECT 1 AS n FROM " + each.getKey() + " WHERE " + each.getValue()
                            + " = ? AND holding_code = ?";
                })
                .collect(Collectors.joining(" UNION ALL "));
        return !sql.list(any, row -> row.integer("n"), arguments.toArray()).isEmpty();
    }

    void insert(Intake each, String countyCode, Instant now) {
        sql.change(
                "INSERT INTO log_reserve_intake (intake_id, county_code, holding_code, reserve_lot_id, pieces, refills,"
                        + " refills_id, arrived_on, state, registered_by, registered_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                each.intakeId(),
                countyCode,
                each.holding(),
                each.lotId(),
                each.pieces(),
                each.refills(),
                each.refillsId(),
                each.arrivedOn(),
                each.state(),
                each.registeredBy(),
                now);
    }

    Optional<Intake> intake(String id) {
        return sql.one(INTAKES + "WHERE i.intake_id = ?", CustodyTable::intake, id);
    }

    List<Intake> intakes(String holding, String after, int limit) {
        return sql.list(
                INTAKES + "WHERE i.holding_code = ? AND i.intake_id > ? ORDER BY i.intake_id LIMIT " + limit,
                CustodyTable::intake,
                holding,
                after);
    }

    /** @return false when it was inspected before */
    boolean inspect(String id, State state, String by, Instant now, String results) {
        return sql.change(
                        "UPDATE log_reserve_intake SET state = ?, inspected_by = ?, inspected_at = ?, results = ?"
                                + " WHERE intake_id = ? AND state = 'ARRIVED'",
                        state,
                        by,
                        now,
                        results,
                        id)
                == 1;
    }

    /** @return what came for this, by holding and SKU */
    List<Refill> refills(String refillsId) {
        return sql.list(
                "SELECT i.holding_code, l.sku_code, SUM(IF(i.state = 'TAKEN', i.pieces * l.grams, 0)) AS taken,"
                        + " SUM(IF(i.state = 'ARRIVED', i.pieces * l.grams, 0)) AS waiting FROM log_reserve_intake i"
                        + " JOIN log_reserve_lot l ON l.reserve_lot_id = i.reserve_lot_id"
                        + " WHERE i.refills_id = ? AND i.state <> 'REFUSED' GROUP BY i.holding_code, l.sku_code",
                row -> new Refill(
                        row.string("holding_code"), row.string("sku_code"), row.number("taken"), row.number("waiting")),
                refillsId);
    }

    void insert(Loss each, ReserveHolding holding, String reason, String by, Instant now) {
        sql.change(
                "INSERT INTO log_reserve_loss (loss_id, county_code, holding_code, reserve_lot_id, pieces, allowed,"
                        + " allowance_bp, age_months, reason, booked_by, booked_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                each.lossId(),
                holding.countyCode(),
                holding.code(),
                each.lotId(),
                each.pieces(),
                each.allowed(),
                each.allowanceBp(),
                each.ageMonths(),
                reason,
                by,
                now);
    }

    /** @return pieces of a loss beyond the allowance; 0 for no such loss */
    long excess(@Nullable String lossId) {
        return sql.one(
                        "SELECT pieces - allowed AS n FROM log_reserve_loss WHERE loss_id = ?",
                        row -> row.number("n"),
                        lossId)
                .orElse(0L);
    }

    /** @return pieces that were within the allowance so far */
    long allowedSoFar(String lotId) {
        return sql.one(
                        "SELECT COALESCE(SUM(allowed), 0) AS n FROM log_reserve_loss WHERE reserve_lot_id = ?",
                        row -> row.number("n"),
                        lotId)
                .orElseThrow();
    }

    void check(
            String checkId,
            ReserveHolding holding,
            String lotId,
            LocalDate on,
            boolean passed,
            String results,
            String by,
            Instant now) {
        sql.change(
                "INSERT INTO log_reserve_check (check_id, county_code, holding_code, reserve_lot_id, checked_on, passed,"
                        + " results, checked_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                checkId,
                holding.countyCode(),
                holding.code(),
                lotId,
                on,
                passed,
                results,
                by,
                now);
    }

    /** @return of all lots of a holding, after this id */
    List<Tested> checks(String holding, String after, int limit) {
        return sql.list(
                "SELECT c.* FROM log_reserve_lot l JOIN log_reserve_check c ON c.reserve_lot_id = l.reserve_lot_id"
                        + " WHERE l.holding_code = ? AND c.check_id > ? ORDER BY c.check_id LIMIT " + limit,
                row -> new Tested(
                        row.string("check_id"),
                        row.string("reserve_lot_id"),
                        row.date("checked_on"),
                        row.flag("passed"),
                        row.string("results"),
                        row.string("checked_by")),
                holding,
                after);
    }

    /** @return of all lots of a holding, after this id */
    List<LossTold> losses(String holding, String after, int limit) {
        return sql.list(
                "SELECT x.* FROM log_reserve_lot l JOIN log_reserve_loss x ON x.reserve_lot_id = l.reserve_lot_id"
                        + " WHERE l.holding_code = ? AND x.loss_id > ? ORDER BY x.loss_id LIMIT " + limit,
                row -> new LossTold(
                        row.string("loss_id"),
                        row.string("reserve_lot_id"),
                        row.number("pieces"),
                        row.number("allowed"),
                        row.integer("allowance_bp"),
                        row.integer("age_months"),
                        row.string("reason"),
                        row.string("booked_by"),
                        row.instant("booked_at")),
                holding,
                after);
    }

    /** @return lots of a holding with good pieces whose last test, or arrival, was so long ago on this day */
    List<Due> due(String holding, LocalDate day, int everyMonths) {
        return sql.list(
                "SELECT * FROM (SELECT l.reserve_lot_id, l.holding_code, l.sku_code, l.lot_code, DATE_ADD(COALESCE("
                        + "(SELECT MAX(c.checked_on) FROM log_reserve_check c WHERE c.reserve_lot_id = l.reserve_lot_id),"
                        + " l.in_on), INTERVAL ? MONTH) AS due_on FROM log_reserve_lot l"
                        + " WHERE l.holding_code = ? AND l.good > 0) some_ WHERE due_on <= ?"
                        + " ORDER BY due_on, reserve_lot_id LIMIT 1000",
                row -> new Due(
                        row.string("reserve_lot_id"),
                        row.string("holding_code"),
                        row.string("sku_code"),
                        row.string("lot_code"),
                        row.date("due_on")),
                everyMonths,
                holding,
                day);
    }

    private static Intake intake(Row row) {
        return new Intake(
                row.string("intake_id"),
                row.string("holding_code"),
                row.string("reserve_lot_id"),
                row.number("pieces"),
                row.string("refills") == null ? null : row.constant("refills", ReserveRefill.Of.class),
                row.string("refills_id"),
                row.date("arrived_on"),
                row.constant("state", State.class),
                row.string("registered_by"),
                row.string("inspected_by"),
                row.string("results"),
                row.string("variety"),
                row.string("grade"),
                row.number("cost_fen"));
    }
}
