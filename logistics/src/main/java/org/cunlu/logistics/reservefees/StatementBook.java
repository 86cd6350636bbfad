package org.cunlu.logistics.reservefees;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ReserveStatements;

/** Statements as their readers and signers see them. */
@Singleton
class StatementBook implements ReserveStatements {
    private static final int WHY_MAX = 300;

    private final Statements statements;
    private final StatementPartTable parts;

    StatementBook(Statements statements, StatementPartTable parts) {
        this.statements = statements;
        this.parts = parts;
    }

    @Override
    public Page<Brief> statements(Caller caller, @Nullable String cursor, @Nullable Integer limit) {
        Page<Statement> page = page(caller, cursor, limit);
        return new Page<>(page.items().stream().map(StatementBook::brief).toList(), page.next());
    }

    Page<Statement> page(Caller caller, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        return Page.of(
                statements.page(caller, Ids.isId(cursor) ? cursor : null, size + 1), size, Statement::statementId);
    }

    @Override
    public Whole statement(Caller caller, String statementId) {
        Statement found = statements.visible(caller, statementId);
        List<StatementLine> lines = parts.lines(statementId);
        Map<String, List<Span>> spans = parts.spans(statementId);
        return new Whole(
                brief(found),
                lines.stream().map(StatementBook::line).toList(),
                lines.stream()
                        .flatMap(line -> spans.getOrDefault(line.contractId(), List.of()).stream()
                                .map(span -> stretch(line, span)))
                        .toList(),
                lines.stream()
                        .flatMap(line -> DayByDay.of(line, spans.getOrDefault(line.contractId(), List.of())).stream())
                        .map(StatementBook::day)
                        .toList());
    }

    @Override
    public String reckon(
            Caller caller, String levelCode, String holdingCode, LocalDate from, LocalDate until, String why) {
        if (why.isBlank() || why.strip().length() > WHY_MAX) {
            throw ProblemException.invalid("why", "reason-needed", "请填写说明，最多 300 字 · Say why, in up to 300 characters");
        }
        return statements
                .draft(caller, levelCode, holdingCode, from, until, why.strip())
                .statementId();
    }

    @Override
    public void sign(Caller caller, String statementId) {
        statements.review(caller, statementId);
    }

    @Override
    public void approveStatement(Caller caller, String statementId) {
        statements.approve(caller, statementId);
    }

    private static Brief brief(Statement each) {
        return new Brief(
                each.statementId(),
                each.levelCode(),
                each.holdingCode(),
                each.holderName(),
                each.from(),
                each.until(),
                each.version(),
                each.corrects(),
                each.state().name(),
                each.why(),
                each.interestFen(),
                each.storageFen(),
                each.spreadFen(),
                each.clawbackFen(),
                each.netFen(),
                each.beforeFen(),
                each.madeBy(),
                each.madeAt(),
                each.reviewedBy(),
                each.approvedBy());
    }

    private static Line line(StatementLine each) {
        return new Line(
                each.contractId(),
                each.programme(),
                each.commodity(),
                each.nodeCode(),
                each.targetGrams(),
                each.feeFenPerTonneYear(),
                each.spreadFenPerTonne(),
                each.rateCode(),
                each.rateVersion(),
                each.ruleSource(),
                each.clawbackFen());
    }

    private static Stretch stretch(StatementLine line, Span span) {
        return new Stretch(
                line.contractId(),
                span.from(),
                span.until(),
                span.days(),
                span.state().name(),
                span.stockGrams(),
                span.paidGrams(),
                span.ratePpm(),
                span.yearDays(),
                span.turnedGrams(),
                span.interestFen(),
                span.storageFen(),
                span.spreadFen());
    }

    private static Day day(DayByDay.Day each) {
        return new Day(
                each.contractId(),
                each.day(),
                each.state().name(),
                each.stockGrams(),
                each.paidGrams(),
                each.ratePpm(),
                each.interestFen(),
                each.storageFen(),
                each.spreadFen());
    }
}
