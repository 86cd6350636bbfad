package org.cunlu.orders.aftersales;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.AfterSales.Act;
import org.cunlu.orders.AfterSales.Side;
import org.cunlu.orders.AfterSales.State;
import org.cunlu.orders.AfterSales.Step;
import org.cunlu.orders.AfterSales.Word;

/** Rows of what was done, and of what was said. */
@Singleton
class StepTable {
    private final Sql sql;

    StepTable(Sql sql) {
        this.sql = sql;
    }

    void insert(AfterSale after, Act act, @Nullable Long fen, Instant at, String actor) {
        sql.change(
                "INSERT INTO ord_after_history (request_id, version, county_code, act, state, fen, at, actor)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                after.requestId(),
                after.version(),
                after.countyCode(),
                act,
                after.state(),
                fen,
                at,
                actor);
    }

    List<Step> of(String requestId) {
        return sql.list(
                "SELECT at, act, state, fen FROM ord_after_history WHERE request_id = ? ORDER BY version",
                row -> new Step(
                        row.instant("at"),
                        row.constant("act", Act.class),
                        row.constant("state", State.class),
                        row.numberOrNull("fen")),
                requestId);
    }

    void say(String wordId, AfterSale request, Side side, String said, Instant at) {
        sql.change(
                "INSERT INTO ord_after_word (word_id, request_id, county_code, side, said, at) VALUES (?, ?, ?, ?, ?, ?)",
                wordId,
                request.requestId(),
                request.countyCode(),
                side,
                said,
                at);
    }

    List<Word> words(String requestId) {
        return sql.list(
                "SELECT side, said, at FROM ord_after_word WHERE request_id = ? ORDER BY word_id",
                row -> new Word(row.constant("side", Side.class), row.string("said"), row.instant("at")),
                requestId);
    }

    int words(String requestId, Side side) {
        return sql.one(
                        "SELECT COUNT(*) AS n FROM ord_after_word WHERE request_id = ? AND side = ?",
                        row -> row.integer("n"),
                        requestId,
                        side)
                .orElseThrow();
    }

    /** What a person wrote is his; the state of his requests stays. */
    void forgetWords(String accountId) {
        sql.change(
                "UPDATE ord_after_word SET said = '已注销 · erased' WHERE side = 'BUYER' AND request_id IN"
                        + " (SELECT request_id FROM ord_after WHERE account_id = ?)",
                accountId);
    }
}
