package org.cunlu.logistics.reservefees;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.ReserveStatements;

/** What holders of a reserve are due, period by period. Money is fen. */
@Controller("/api/reserve/statements")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({"RESERVE_OFFICER", "RESERVE_REVIEWER", "RESERVE_AUTHORITY", "RESERVE_AUDITOR", "RESERVE_HOLDER"})
@Tag(name = "reserve")
class StatementController {
    private static final String CODE = "[A-Z0-9._-]{1,32}";

    private final Statements statements;
    private final WholeLevel level;
    private final StatementPartTable parts;

    StatementController(Statements statements, WholeLevel level, StatementPartTable parts) {
        this.statements = statements;
        this.level = level;
        this.parts = parts;
    }

    /** @param until last day, before today @param why for the trail */
    @Serdeable
    record Wanted(
            @NotNull @Pattern(regexp = CODE) String levelCode,
            @NotNull @Pattern(regexp = CODE) String holdingCode,
            @NotNull LocalDate from,
            @NotNull LocalDate until,
            @NotBlank @Size(max = 300) String why) {}

    /** @param programme absent for all of the level */
    @Serdeable
    @Schema(name = "ReserveStatementRunWanted")
    record RunWanted(
            @NotNull @Pattern(regexp = CODE) String levelCode,
            @Nullable @Pattern(regexp = CODE) String programme,
            @NotNull LocalDate from,
            @NotNull LocalDate until,
            @NotBlank @Size(max = 300) String why) {}

    @Serdeable
    record Correction(@NotBlank @Size(max = 300) String why) {}

    /** @param spans by contract: days in a row on which all was the same */
    @Serdeable
    record Whole(Statement statement, List<StatementLine> lines, Map<String, List<Span>> spans) {}

    @Get
    Page<Statement> all(
            Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor, @Nullable @QueryValue Integer limit) {
        int size = Page.limit(limit);
        return Page.of(
                statements.page(caller, Ids.isId(cursor) ? cursor : null, size + 1), size, Statement::statementId);
    }

    /** Reckons a period; the same again, with nothing changed, is the one that is there. */
    @Post
    @Secured("RESERVE_OFFICER")
    Statement draft(Caller caller, @Body @Valid Wanted body) {
        return statements.draft(
                caller,
                body.levelCode(),
                body.holdingCode(),
                body.from(),
                body.until(),
                body.why().strip());
    }

    /** Reckons a period for all holdings of a level; the same again changes nothing. */
    @Post("/runs")
    @Secured("RESERVE_OFFICER")
    WholeLevel.Run run(Caller caller, @Body @Valid RunWanted body) {
        return level.draft(
                caller,
                body.levelCode(),
                body.programme(),
                body.from(),
                body.until(),
                body.why().strip());
    }

    @Get("/{statementId}")
    Whole one(Caller caller, @PathVariable @Size(max = 13) String statementId) {
        Statement statement = statements.visible(caller, statementId);
        return new Whole(statement, parts.lines(statementId), parts.spans(statementId));
    }

    /** Every day of it, by contract. */
    @Get("/{statementId}/days.csv")
    @Produces(StatementFile.CSV)
    HttpResponse<byte[]> days(Caller caller, @PathVariable @Size(max = 13) String statementId) {
        Statement statement = statements.visible(caller, statementId);
        return StatementFile.csv(
                "reserve-statement-" + statement.statementId(),
                DayByDay.Day.HEADER,
                daysOf(statementId, parts.lines(statementId)).stream()
                        .map(DayByDay.Day::cells)
                        .toList());
    }

    @Get("/{statementId}/file.xlsx")
    @Produces(StatementFile.XLSX)
    HttpResponse<byte[]> workbook(Caller caller, @PathVariable @Size(max = 13) String statementId) {
        Statement statement = statements.visible(caller, statementId);
        List<StatementLine> lines = parts.lines(statementId);
        return StatementFile.xlsx(statement, lines, daysOf(statementId, lines));
    }

    /** The first signature. */
    @Post("/{statementId}/review")
    @Secured("RESERVE_REVIEWER")
    @FreshSecondFactor(ReserveStatements.REVIEW)
    Statement review(Caller caller, @PathVariable @Size(max = 13) String statementId) {
        return statements.review(caller, statementId);
    }

    /** The second signature, by another person: nothing is booked into the period any more. */
    @Post("/{statementId}/approval")
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor(ReserveStatements.APPROVE)
    Statement approve(Caller caller, @PathVariable @Size(max = 13) String statementId) {
        return statements.approve(caller, statementId);
    }

    /** A new version of a signed one, to be signed in its place. */
    @Post("/{statementId}/correction")
    @Secured("RESERVE_AUTHORITY")
    @FreshSecondFactor("logistics.reserve-statement-correction")
    Statement correct(Caller caller, @PathVariable @Size(max = 13) String statementId, @Body @Valid Correction body) {
        return statements.correct(caller, statementId, body.why().strip());
    }

    private List<DayByDay.Day> daysOf(String statementId, List<StatementLine> lines) {
        Map<String, List<Span>> spans = parts.spans(statementId);
        return lines.stream()
                .flatMap(line -> DayByDay.of(line, spans.getOrDefault(line.contractId(), List.of())).stream())
                .toList();
    }
}
