package org.cunlu.logistics.reservefees;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.ReserveBooks.Contract;

/** Rows of what statements are made of: lines, spans of days, tests. Written once. */
@Singleton
class StatementPartTable {
    /** A year of days that all differ is 365 rows of 14; a statement takes at most 65,535 placeholders at once. */
    private static final int ROWS_MAX = 1_000;

    private final Sql sql;

    StatementPartTable(Sql sql) {
        this.sql = sql;
    }

    /** @param reckoned by statement */
    void insert(Map<String, List<Reckoned>> reckoned) {
        var lines = new ArrayList<Object[]>();
        var spans = new ArrayList<Object[]>();
        var tests = new ArrayList<Object[]>();
        reckoned.forEach((statement, all) -> all.forEach(each -> {
            String contract = each.contract().contractId();
            lines.add(line(statement, each));
            each.spans().forEach(span -> spans.add(span(statement, contract, span)));
            each.verdicts().forEach(test -> tests.add(test(statement, contract, test)));
        }));
        all(
                "INSERT INTO log_reserve_statement_line (statement_id, contract_id, programme, commodity, node_code,"
                        + " target_grams, fee_fen, fee_year_days, spread_fen_tonne, rate_code, rate_version, rule_source,"
                        + " clawback_fen)",
                lines);
        all(
                "INSERT INTO log_reserve_statement_span (statement_id, contract_id, from_on, until_on, state, stock_grams,"
                        + " paid_grams, worth, rate_ppm, year_days, turned_grams, interest_fen, storage_fen, spread_fen)",
                spans);
        all(
                "INSERT INTO log_reserve_statement_test (statement_id, contract_id, kind, on_day, needed_grams, had_grams,"
                        + " passed)",
                tests);
    }

    private void all(String head, List<Object[]> rows) {
        for (int start = 0; start < rows.size(); start += ROWS_MAX) {
            sql.insertMany(head, rows.subList(start, Math.min(rows.size(), start + ROWS_MAX)));
        }
    }

    private static Object[] test(String statementId, String contract, Verdict test) {
        return new Object[] {
            statementId, contract, test.kind(), test.on(), test.neededGrams(), test.hadGrams(), test.passed()
        };
    }

    private static Object[] line(String statementId, Reckoned each) {
        Contract of = each.contract();
        return new Object[] {
            statementId,
            of.contractId(),
            of.programme(),
            of.commodity(),
            of.nodeCode(),
            of.targetGrams(),
            of.feeFenPerTonneYear(),
            each.rule().feeYearDays(),
            of.spreadFenPerTonne(),
            each.rule().rateCode(),
            each.rateVersion(),
            each.rule().source(),
            each.clawbackFen()
        };
    }

    private static Object[] span(String statementId, String contract, Span span) {
        return new Object[] {
            statementId,
            contract,
            span.from(),
            span.until(),
            span.state(),
            span.stockGrams(),
            span.paidGrams(),
            span.valueFenGrams(),
            span.ratePpm(),
            span.yearDays(),
            span.turnedGrams(),
            span.interestFen(),
            span.storageFen(),
            span.spreadFen()
        };
    }

    List<StatementLine> lines(String statementId) {
        Map<String, List<Verdict>> tests = sql
                .list(
                        "SELECT contract_id, kind, on_day, needed_grams, had_grams, passed FROM log_reserve_statement_test"
                                + " WHERE statement_id = ? ORDER BY contract_id, kind, on_day",
                        row -> Map.entry(
                                row.string("contract_id"),
                                new Verdict(
                                        row.constant("kind", Verdict.Kind.class),
                                        row.date("on_day"),
                                        row.number("needed_grams"),
                                        row.number("had_grams"),
                                        row.flag("passed"))),
                        statementId)
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return sql.list(
                "SELECT contract_id, programme, commodity, node_code, target_grams, fee_fen, fee_year_days,"
                        + " spread_fen_tonne, rate_code, rate_version, rule_source, clawback_fen"
                        + " FROM log_reserve_statement_line WHERE statement_id = ? ORDER BY contract_id",
                row -> line(row, tests.getOrDefault(row.string("contract_id"), List.of())),
                statementId);
    }

    private static StatementLine line(Row row, List<Verdict> tests) {
        return new StatementLine(
                row.string("contract_id"),
                row.string("programme"),
                row.string("commodity"),
                row.string("node_code"),
                row.number("target_grams"),
                row.number("fee_fen"),
                row.integer("fee_year_days"),
                row.numberOrNull("spread_fen_tonne"),
                row.string("rate_code"),
                row.integer("rate_version"),
                row.string("rule_source"),
                row.number("clawback_fen"),
                tests);
    }

    /** @return by contract, in the order of the days */
    Map<String, List<Span>> spans(String statementId) {
        return sql
                .list(
                        "SELECT contract_id, from_on, until_on, state, stock_grams, paid_grams, worth, rate_ppm, year_days,"
                                + " turned_grams, interest_fen, storage_fen, spread_fen FROM log_reserve_statement_span"
                                + " WHERE statement_id = ? ORDER BY contract_id, from_on",
                        row -> Map.entry(row.string("contract_id"), span(row)),
                        statementId)
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Span span(Row row) {
        return new Span(
                row.date("from_on"),
                row.date("until_on"),
                row.constant("state", Span.State.class),
                row.number("stock_grams"),
                row.number("paid_grams"),
                row.number("worth"),
                row.integer("rate_ppm"),
                row.integer("year_days"),
                row.number("turned_grams"),
                row.number("interest_fen"),
                row.number("storage_fen"),
                row.number("spread_fen"));
    }
}
