package org.cunlu.orders.payout;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.Party;
import org.cunlu.orders.PayoutDesk.Batch;
import org.cunlu.orders.PayoutDesk.BatchState;
import org.cunlu.orders.PayoutDesk.State;

/** Rows of batches and their payouts. Two keys hold that a party has one payout under way, and a statement is paid once. */
@Singleton
class PayoutTable {
    private static final String BATCH =
            "SELECT batch_id, period_no, state, made_by, made_at, decided_by, decided_at FROM ord_payout_batch ";
    private static final String PAYOUT =
            "SELECT payout_id, batch_id, party, statement_id, fen, state, why, bank_version, note, ended_by, ended_at"
                    + " FROM ord_payout ";

    private final Sql sql;

    PayoutTable(Sql sql) {
        this.sql = sql;
    }

    /** @param why it was left out @param bankVersion of the account that was known when it was planned */
    record Line(
            String payoutId,
            String batchId,
            Party party,
            String statementId,
            long fen,
            State state,
            @Nullable String why,
            int bankVersion,
            String note,
            @Nullable String endedBy,
            @Nullable Instant endedAt) {}

    /** Fails as a duplicate when a rival plans to pay one of them. */
    void insert(String county, Batch batch, List<Line> payouts) {
        sql.change(
                "INSERT INTO ord_payout_batch (batch_id, county_code, period_no, state, made_by, made_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                batch.batchId(),
                county,
                batch.periodNo(),
                batch.state(),
                batch.madeBy(),
                batch.madeAt());
        for (int from = 0; from < payouts.size(); from += 1_000) {
            sql.insertMany(
                    "INSERT INTO ord_payout (payout_id, batch_id, county_code, party, statement_id, fen, state, why,"
                            + " bank_version, note, under_way, counts)",
                    payouts.subList(from, Math.min(payouts.size(), from + 1_000)).stream()
                            .map(each -> new Object[] {
                                each.payoutId(),
                                each.batchId(),
                                county,
                                each.party().text(),
                                each.statementId(),
                                each.fen(),
                                each.state(),
                                each.why(),
                                each.bankVersion(),
                                each.note(),
                                each.state() == State.PLANNED ? 1 : null,
                                each.state() == State.PLANNED ? 1 : null
                            })
                            .toList());
        }
    }

    Optional<Batch> batch(String county, String batchId) {
        return sql.one(BATCH + "WHERE county_code = ? AND batch_id = ?", PayoutTable::batch, county, batchId);
    }

    /** @return the newest first */
    List<Batch> batches(String county, String before, int limit) {
        return sql.list(
                BATCH + "WHERE county_code = ? AND batch_id < ? ORDER BY batch_id DESC LIMIT ?",
                PayoutTable::batch,
                county,
                before,
                limit);
    }

    /** @return false when it was decided already */
    boolean decide(String batchId, BatchState to, String by, Instant at) {
        return sql.change(
                        "UPDATE ord_payout_batch SET state = ?, decided_by = ?, decided_at = ? WHERE batch_id = ?"
                                + " AND state = 'PROPOSED'",
                        to,
                        by,
                        at,
                        batchId)
                == 1;
    }

    List<Line> payouts(String batchId, String after, int limit) {
        return sql.list(
                PAYOUT + "WHERE batch_id = ? AND payout_id > ? ORDER BY payout_id LIMIT ?",
                PayoutTable::payout,
                batchId,
                after,
                limit);
    }

    List<Line> payouts(String batchId, State state) {
        return sql.list(
                PAYOUT + "WHERE batch_id = ? AND state = ? ORDER BY payout_id", PayoutTable::payout, batchId, state);
    }

    Optional<Line> payout(String batchId, String payoutId) {
        return sql.one(PAYOUT + "WHERE payout_id = ? AND batch_id = ?", PayoutTable::payout, payoutId, batchId);
    }

    boolean underWay(String county, Party party) {
        return sql.one(
                        "SELECT payout_id FROM ord_payout WHERE party = ? AND county_code = ? AND under_way = 1",
                        row -> row.string("payout_id"),
                        party.text(),
                        county)
                .isPresent();
    }

    boolean paid(String statementId) {
        return sql.one(
                        "SELECT payout_id FROM ord_payout WHERE statement_id = ? AND counts = 1",
                        row -> row.string("payout_id"),
                        statementId)
                .isPresent();
    }

    /** All that are planned in a batch leave, or will not. */
    void planned(String batchId, State to) {
        sql.change(
                "UPDATE ord_payout SET state = ?, under_way = ?, counts = ? WHERE batch_id = ? AND state = 'PLANNED'",
                to,
                to == State.SENT ? 1 : null,
                to == State.SENT ? 1 : null,
                batchId);
    }

    /** @return false when it did not wait for the bank's word */
    boolean end(String payoutId, State to, String note, String by, Instant at) {
        return sql.change(
                        "UPDATE ord_payout SET state = ?, note = ?, ended_by = ?, ended_at = ?, under_way = NULL,"
                                + " counts = ? WHERE payout_id = ? AND state = 'SENT'",
                        to,
                        note,
                        by,
                        at,
                        to == State.PAID ? 1 : null,
                        payoutId)
                == 1;
    }

    private static Batch batch(Row row) {
        return new Batch(
                row.string("batch_id"),
                row.integer("period_no"),
                row.constant("state", BatchState.class),
                row.string("made_by"),
                row.instant("made_at"),
                row.string("decided_by"),
                row.instant("decided_at"));
    }

    private static Line payout(Row row) {
        return new Line(
                row.string("payout_id"),
                row.string("batch_id"),
                Party.of(row.string("party")),
                row.string("statement_id"),
                row.number("fen"),
                row.constant("state", State.class),
                row.string("why"),
                row.integer("bank_version"),
                row.string("note"),
                row.string("ended_by"),
                row.instant("ended_at"));
    }
}
