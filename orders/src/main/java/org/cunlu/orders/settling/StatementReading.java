package org.cunlu.orders.settling;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.kernel.bulk.CsvText;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.OwnStatements.LineView;
import org.cunlu.orders.OwnStatements.View;
import org.cunlu.orders.Party;
import org.cunlu.orders.SettlementDesk.Period;
import org.cunlu.orders.settling.StatementTable.Line;
import org.cunlu.orders.settling.StatementTable.Statement;

/** Statements as their parties read them. Who may read which is for the callers to know. */
@Singleton
class StatementReading {
    private static final int AT_ONCE = 2_000;
    private static final List<String> HEADER = List.of(
            "行 line",
            "时间 posted at",
            "事项 what",
            "凭证 journal",
            "依据 cause",
            "订单 order",
            "货款 goods (fen)",
            "他人承担的优惠 paid by others (fen)",
            "佣金 commission (fen)",
            "其中税 tax in it (fen)",
            "直播分成 live shares (fen)",
            "金额 amount (fen)",
            "可提 payable (fen)");

    private final PeriodTable periods;
    private final StatementTable statements;
    private final Explaining explaining;
    private final String county;

    StatementReading(
            PeriodTable periods,
            StatementTable statements,
            Explaining explaining,
            @Value("${cunlu.county.code}") String county) {
        this.periods = periods;
        this.statements = statements;
        this.explaining = explaining;
        this.county = county;
    }

    /** @return the newest first */
    Page<View> of(Party party, @Nullable Integer before, int limit) {
        List<View> rows = statements.of(party, county, before == null ? Integer.MAX_VALUE : before, limit + 1).stream()
                .map(this::view)
                .toList();
        return Page.of(rows, limit, each -> String.valueOf(each.periodNo()));
    }

    Page<View> ofPeriod(int periodNo, @Nullable Party.Kind kind, String after, int limit) {
        Period period = periods.find(county, periodNo).orElse(null);
        List<View> rows = statements.page(county, periodNo, kind, after, limit + 1).stream()
                .map(each -> view(each, period))
                .toList();
        return Page.of(rows, limit, each -> new Party(each.kind(), each.party()).text());
    }

    /** @param party whose it must be; null for any @throws ProblemException not found */
    Statement one(String statementId, @Nullable Party party) {
        return statements
                .find(county, statementId)
                .filter(each -> party == null || each.party().equals(party))
                .orElseThrow(ProblemException::notFound);
    }

    Page<LineView> lines(Statement statement, @Nullable Integer after, int limit) {
        List<Line> rows = statements.lines(statement.statementId(), after == null ? 0 : after, limit + 1);
        return Page.of(views(rows), limit, each -> String.valueOf(each.lineNo()));
    }

    View view(Statement statement) {
        return view(statement, periods.find(county, statement.periodNo()).orElseThrow());
    }

    private static View view(Statement statement, Period period) {
        return new View(
                statement.statementId(),
                statement.periodNo(),
                period.from(),
                period.until(),
                statement.party().kind(),
                statement.party().code(),
                statement.openingFen(),
                statement.linesFen(),
                statement.closingFen(),
                statement.payableFen(),
                statement.lineCount());
    }

    /** @return all of it as a file that no spreadsheet takes for formulas */
    byte[] csv(Statement statement) {
        View view = view(statement);
        var text = new CsvText()
                .line(List.of("对象 party", statement.party().text()))
                .line(List.of("账期 period", view.from() + " – " + view.until()))
                .line(List.of("期初 opening (fen)", view.openingFen()))
                .line(HEADER);
        for (int after = 0; ; ) {
            List<Line> some = statements.lines(statement.statementId(), after, AT_ONCE);
            some.forEach(line -> text.line(cells(plain(line))));
            if (some.size() < AT_ONCE) {
                break;
            }
            after = some.getLast().lineNo();
        }
        return text.line(List.of("期末 closing (fen)", view.closingFen()))
                .line(List.of("其中可提 of it payable (fen)", view.payableFen()))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<Object> cells(LineView line) {
        var cells = new ArrayList<Object>();
        cells.add(line.lineNo());
        cells.add(line.postedAt());
        cells.add(line.kind());
        cells.add(line.journalId());
        cells.add(line.cause());
        cells.add(line.orderId());
        cells.add(line.goodsFen());
        cells.add(line.discountFen());
        cells.add(-line.commissionFen());
        cells.add(-line.taxFen());
        cells.add(-line.liveFen());
        cells.add(line.amountFen());
        cells.add(line.payableFen());
        return cells;
    }

    private List<LineView> views(List<Line> lines) {
        var sales =
                lines.stream().filter(line -> line.entry().orderId() != null).toList();
        var explained = explaining.of(
                sales.stream().map(line -> line.entry().orderId()).distinct().toList());
        return lines.stream()
                .map(line -> {
                    LineView plain = plain(line);
                    var why = plain.orderId() == null ? null : explained.get(plain.orderId());
                    return why == null ? plain : with(plain, why);
                })
                .toList();
    }

    private static LineView with(LineView line, Explaining.Why why) {
        return new LineView(
                line.lineNo(),
                line.postedAt(),
                line.kind(),
                line.journalId(),
                line.cause(),
                line.orderId(),
                line.goodsFen(),
                line.discountFen(),
                line.commissionFen(),
                line.taxFen(),
                line.liveFen(),
                line.amountFen(),
                line.payableFen(),
                line.commissionFen() == 0 ? List.of() : why.rules(),
                why.parcels());
    }

    private static LineView plain(Line line) {
        var entry = line.entry();
        boolean sale = entry.commissionFen() != 0 || entry.liveFen() != 0 || entry.discountFen() != 0;
        return new LineView(
                line.lineNo(),
                entry.postedAt(),
                entry.kind(),
                entry.journalId(),
                entry.cause(),
                entry.orderId(),
                sale ? entry.amountFen() + entry.commissionFen() + entry.liveFen() - entry.discountFen() : 0,
                entry.discountFen(),
                entry.commissionFen(),
                entry.taxFen(),
                entry.liveFen(),
                entry.amountFen(),
                entry.payableFen(),
                List.of(),
                List.of());
    }
}
