package org.cunlu.orders.settling;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.Party;
import org.cunlu.orders.PartyEntries.PartyEntry;
import org.cunlu.orders.SettlementDesk.Sum;

/** Rows of statements and their lines: written once, when the period is closed. */
@Singleton
class StatementTable {
    private static final int AT_ONCE = 1_000;
    private static final String STATEMENTS =
            "SELECT s.statement_id, s.period_no, s.party, s.opening_fen, s.lines_fen, s.closing_fen, s.payable_fen,"
                    + " s.line_count FROM ord_statement s ";

    private final Sql sql;

    StatementTable(Sql sql) {
        this.sql = sql;
    }

    record Statement(
            String statementId,
            int periodNo,
            Party party,
            long openingFen,
            long linesFen,
            long closingFen,
            long payableFen,
            int lineCount) {}

    /** A line as it was written. */
    record Line(int lineNo, String statementId, PartyEntry entry) {}

    /** One journal's part for one party. */
    record Told(String journalId, String party) {}

    void insert(String county, Collection<Statement> statements) {
        for (List<Statement> some : chunks(List.copyOf(statements))) {
            sql.insertMany(
                    "INSERT INTO ord_statement (statement_id, county_code, period_no, party, opening_fen, lines_fen,"
                            + " closing_fen, payable_fen, line_count)",
                    some.stream()
                            .map(each -> new Object[] {
                                each.statementId(),
                                county,
                                each.periodNo(),
                                each.party().text(),
                                each.openingFen(),
                                each.linesFen(),
                                each.closingFen(),
                                each.payableFen(),
                                each.lineCount()
                            })
                            .toList());
        }
    }

    /** Fails as a duplicate when a journal stands in a statement already. */
    void insertLines(String county, List<Line> lines) {
        for (List<Line> some : chunks(lines)) {
            sql.insertMany(
                    "INSERT INTO ord_statement_line (statement_id, line_no, journal_id, county_code, party, kind, cause,"
                            + " order_id, amount_fen, payable_fen, commission_fen, tax_fen, live_fen, discount_fen,"
                            + " posted_at)",
                    some.stream().map(line -> arguments(county, line)).toList());
        }
    }

    private static Object[] arguments(String county, Line line) {
        PartyEntry entry = line.entry();
        return new Object[] {
            line.statementId(),
            line.lineNo(),
            entry.journalId(),
            county,
            entry.party().text(),
            entry.kind(),
            entry.cause(),
            entry.orderId(),
            entry.amountFen(),
            entry.payableFen(),
            entry.commissionFen(),
            entry.taxFen(),
            entry.liveFen(),
            entry.discountFen(),
            entry.postedAt()
        };
    }

    private static <T> List<List<T>> chunks(List<T> all) {
        var chunks = new ArrayList<List<T>>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            chunks.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
        return chunks;
    }

    /** @return what of journals posted since then stands in statements */
    Set<Told> told(String county, Instant from) {
        return new HashSet<>(sql.list(
                "SELECT journal_id, party FROM ord_statement_line WHERE county_code = ? AND posted_at >= ?",
                row -> new Told(row.string("journal_id"), row.string("party")),
                county,
                from));
    }

    /** @return by party, those of a period */
    Map<Party, Statement> ofPeriod(String county, int periodNo) {
        var statements = new HashMap<Party, Statement>();
        sql.list(
                        STATEMENTS + "WHERE s.county_code = ? AND s.period_no = ?",
                        StatementTable::statement,
                        county,
                        periodNo)
                .forEach(each -> statements.put(each.party(), each));
        return statements;
    }

    /** @return those of a period after a party, by party @param kind null for all */
    List<Statement> page(String county, int periodNo, @Nullable Party.Kind kind, String after, int limit) {
        return sql.list(
                STATEMENTS + "WHERE s.county_code = ? AND s.period_no = ? AND s.party LIKE ? AND s.party > ?"
                        + " ORDER BY s.party LIMIT ?",
                StatementTable::statement,
                county,
                periodNo,
                kind == null ? "%" : kind + ":%",
                after,
                limit);
    }

    /** @return of a period, what each kind of parties comes to */
    List<Sum> sums(String county, int periodNo) {
        return sql.list(
                "SELECT SUBSTRING_INDEX(s.party, ':', 1) AS party_kind, COUNT(*) AS parties,"
                        + " SUM(s.line_count) AS line_sum, SUM(s.closing_fen) AS closing_sum,"
                        + " SUM(s.payable_fen) AS payable_sum FROM ord_statement s"
                        + " WHERE s.county_code = ? AND s.period_no = ? GROUP BY party_kind ORDER BY party_kind",
                row -> new Sum(
                        row.constant("party_kind", Party.Kind.class),
                        row.integer("parties"),
                        row.number("line_sum"),
                        row.number("closing_sum"),
                        row.number("payable_sum")),
                county,
                periodNo);
    }

    /** @return a party's, the newest first */
    List<Statement> of(Party party, String county, int before, int limit) {
        return sql.list(
                STATEMENTS
                        + "WHERE s.party = ? AND s.county_code = ? AND s.period_no < ? ORDER BY s.period_no DESC LIMIT ?",
                StatementTable::statement,
                party.text(),
                county,
                before,
                limit);
    }

    Optional<Statement> find(String county, String statementId) {
        return sql.one(
                STATEMENTS + "WHERE s.statement_id = ? AND s.county_code = ?",
                StatementTable::statement,
                statementId,
                county);
    }

    List<Line> lines(String statementId, int after, int limit) {
        return sql.list(
                "SELECT statement_id, line_no, journal_id, party, kind, cause, order_id, amount_fen, payable_fen,"
                        + " commission_fen, tax_fen, live_fen, discount_fen, posted_at FROM ord_statement_line"
                        + " WHERE statement_id = ? AND line_no > ? ORDER BY line_no LIMIT ?",
                StatementTable::line,
                statementId,
                after,
                limit);
    }

    private static Line line(Row row) {
        return new Line(
                row.integer("line_no"),
                row.string("statement_id"),
                new PartyEntry(
                        row.string("journal_id"),
                        row.string("kind"),
                        row.string("cause"),
                        row.string("order_id"),
                        row.instant("posted_at"),
                        Party.of(row.string("party")),
                        row.number("amount_fen"),
                        row.number("payable_fen"),
                        row.number("commission_fen"),
                        row.number("tax_fen"),
                        row.number("live_fen"),
                        row.number("discount_fen")));
    }

    private static Statement statement(Row row) {
        return new Statement(
                row.string("statement_id"),
                row.integer("period_no"),
                Party.of(row.string("party")),
                row.number("opening_fen"),
                row.number("lines_fen"),
                row.number("closing_fen"),
                row.number("payable_fen"),
                row.integer("line_count"));
    }
}
