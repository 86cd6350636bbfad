package org.cunlu.orders.ledger;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.CountyBooks;

/** Rows of the books: written, never changed. */
@Singleton
class JournalTable {
    private final Sql sql;

    JournalTable(Sql sql) {
        this.sql = sql;
    }

    /** One posting with the journal it belongs to. */
    record PostingRow(
            String journalId,
            Journal.Kind kind,
            String cause,
            Instant postedAt,
            String account,
            @Nullable String orderId,
            long amountFen) {}

    /** @param balanceFen above 0 debit, below 0 credit */
    record Balance(String account, long balanceFen) {}

    void insert(String journalId, Journal journal, Instant at) {
        sql.soon(
                "INSERT INTO ord_journal (journal_id, county_code, kind, cause, posted_at) VALUES (?, ?, ?, ?, ?)",
                journalId,
                journal.countyCode(),
                journal.kind(),
                journal.cause(),
                at);
        var rows = new ArrayList<Object[]>();
        for (Posting posting : journal.postings()) {
            rows.add(new Object[] {
                journalId,
                rows.size() + 1,
                journal.countyCode(),
                posting.account(),
                posting.orderId(),
                posting.amountFen()
            });
        }
        sql.insertManySoon(
                "INSERT INTO ord_posting (journal_id, posting_no, county_code, account, order_id, amount_fen)", rows);
    }

    /** @return both sides of one journal, in order; none when there is no such journal */
    List<Posting> postings(Journal.Kind kind, String cause) {
        return sql.list(
                "SELECT p.account, p.order_id, p.amount_fen FROM ord_journal j"
                        + " JOIN ord_posting p ON p.journal_id = j.journal_id WHERE j.kind = ? AND j.cause = ?"
                        + " ORDER BY p.posting_no",
                row -> new Posting(row.string("account"), row.string("order_id"), row.number("amount_fen")),
                kind,
                cause);
    }

    /** @return accounts with a balance, after {@code cursor}, by code */
    List<Balance> balances(Collection<String> counties, String prefix, String cursor, int limit) {
        var arguments = new ArrayList<Object>(counties);
        arguments.add(prefix + "%");
        arguments.add(cursor);
        arguments.add(limit);
        return sql.list(
                "SELECT account, CAST(SUM(amount_fen) AS SIGNED) AS balance_fen FROM ord_posting WHERE county_code IN ("
                        + Sql.marks(counties.size())
                        + ") AND account LIKE ? AND account > ? GROUP BY account HAVING SUM(amount_fen) <> 0"
                        + " ORDER BY account LIMIT ?",
                row -> new Balance(row.string("account"), row.number("balance_fen")),
                arguments.toArray());
    }

    /** @return sums of accounts by what stands before their colon, by it; those that are not 0 */
    List<CountyBooks.Standing> kinds(Collection<String> counties) {
        return sql.list(
                "SELECT k.kind, CAST(SUM(k.amount_fen) AS SIGNED) AS fen FROM (SELECT SUBSTRING_INDEX(account, ':', 1) AS kind,"
                        + " amount_fen FROM ord_posting WHERE county_code IN (" + Sql.marks(counties.size())
                        + ")) k GROUP BY k.kind HAVING SUM(k.amount_fen) <> 0 ORDER BY k.kind",
                row -> new CountyBooks.Standing(row.string("kind"), row.number("fen")),
                counties.toArray());
    }

    /** @return what an account stands at; above 0 debit, below 0 credit */
    long balance(String account) {
        return sql.one(
                        "SELECT CAST(COALESCE(SUM(amount_fen), 0) AS SIGNED) AS fen FROM ord_posting WHERE account = ?",
                        row -> row.number("fen"),
                        account)
                .orElseThrow();
    }

    /** Holds the first posting of an account, which stays the first; an account without one has nothing to wait for. */
    void lock(String account) {
        sql.list(
                "SELECT journal_id FROM ord_posting FORCE INDEX (ord_posting_account) WHERE account = ?"
                        + " ORDER BY journal_id, posting_no LIMIT 1 FOR UPDATE",
                row -> row.string("journal_id"),
                account);
    }

    /** @return of a node's cash, what came in from others or to settle a difference, less what was banked */
    long broughtIn(String account) {
        return sql.one(
                        "SELECT CAST(COALESCE(SUM(p.amount_fen), 0) AS SIGNED) AS fen FROM ord_posting p"
                                + " JOIN ord_journal j ON j.journal_id = p.journal_id WHERE p.account = ?"
                                + " AND (j.kind IN ('CASH_BANKED', 'CASH_SETTLED')"
                                + " OR j.kind = 'CASH_BROUGHT_IN' AND p.amount_fen > 0)",
                        row -> row.number("fen"),
                        account)
                .orElseThrow();
    }

    /** @return what several accounts stand at together */
    long balance(Collection<String> accounts) {
        return sql.one(
                        "SELECT CAST(COALESCE(SUM(amount_fen), 0) AS SIGNED) AS fen FROM ord_posting WHERE account IN ("
                                + Sql.marks(accounts.size()) + ")",
                        row -> row.number("fen"),
                        accounts.toArray())
                .orElseThrow();
    }

    /** @return what of an order stands on an account */
    long balance(String account, String orderId) {
        return sql.one(
                        "SELECT CAST(COALESCE(SUM(amount_fen), 0) AS SIGNED) AS fen FROM ord_posting"
                                + " WHERE order_id = ? AND account = ?",
                        row -> row.number("fen"),
                        orderId,
                        account)
                .orElseThrow();
    }

    /**
     * @param before id of a journal
     * @return what each journal moved on these accounts together, the newest first; none that only moved between them
     */
    List<PostingRow> ofAccounts(Collection<String> accounts, String before, int limit) {
        var arguments = new ArrayList<Object>(accounts);
        arguments.add(before);
        arguments.add(limit);
        return sql.list(
                "SELECT j.journal_id, j.kind, j.cause, j.posted_at, MIN(p.account) AS account,"
                        + " MIN(p.order_id) AS order_id, CAST(SUM(p.amount_fen) AS SIGNED) AS amount_fen"
                        + " FROM ord_posting p JOIN ord_journal j ON j.journal_id = p.journal_id"
                        + " WHERE p.account IN (" + Sql.marks(accounts.size()) + ") AND p.journal_id < ?"
                        + " GROUP BY j.journal_id, j.kind, j.cause, j.posted_at HAVING SUM(p.amount_fen) <> 0"
                        + " ORDER BY j.journal_id DESC LIMIT ?",
                JournalTable::posting,
                arguments.toArray());
    }

    Optional<Instant> first(String county) {
        return sql.one(
                        "SELECT MIN(posted_at) AS first FROM ord_journal WHERE county_code = ?",
                        row -> Optional.ofNullable(row.instant("first")),
                        county)
                .orElseThrow();
    }

    /** @return postings of journals of a time, in order of posting @param until not included */
    List<PostingRow> posted(String county, Instant from, Instant until) {
        return sql.list(
                "SELECT j.journal_id, j.kind, j.cause, j.posted_at, p.account, p.order_id, p.amount_fen"
                        + " FROM ord_journal j JOIN ord_posting p ON p.journal_id = j.journal_id"
                        + " WHERE j.county_code = ? AND j.posted_at >= ? AND j.posted_at < ?"
                        + " ORDER BY j.posted_at, j.journal_id, p.posting_no",
                JournalTable::posting,
                county,
                from,
                until);
    }

    /** @return postings of all journals that concern an order, in order of posting */
    List<PostingRow> ofOrder(Collection<String> counties, String orderId) {
        var arguments = new ArrayList<Object>();
        arguments.add(orderId);
        arguments.addAll(counties);
        return sql.list(
                "SELECT j.journal_id, j.kind, j.cause, j.posted_at, p.account, p.order_id, p.amount_fen"
                        + " FROM ord_journal j JOIN ord_posting p ON p.journal_id = j.journal_id"
                        + " WHERE j.journal_id IN (SELECT o.journal_id FROM ord_posting o WHERE o.order_id = ?)"
                        + " AND j.county_code IN (" + Sql.marks(counties.size())
                        + ") ORDER BY j.posted_at, j.journal_id, p.posting_no",
                JournalTable::posting,
                arguments.toArray());
    }

    private static PostingRow posting(Row row) {
        return new PostingRow(
                row.string("journal_id"),
                row.constant("kind", Journal.Kind.class),
                row.string("cause"),
                row.instant("posted_at"),
                row.string("account"),
                row.string("order_id"),
                row.number("amount_fen"));
    }
}
