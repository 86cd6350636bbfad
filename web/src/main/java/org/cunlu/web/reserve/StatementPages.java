package org.cunlu.web.reserve;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ReserveStandings;
import org.cunlu.logistics.ReserveStatements;
import org.cunlu.web.CsvFile;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** What holders are due, with every day explained. */
@Controller(StatementPages.STATEMENTS)
@Secured({"RESERVE_OFFICER", "RESERVE_REVIEWER", "RESERVE_AUTHORITY", "RESERVE_AUDITOR", "RESERVE_HOLDER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class StatementPages {
    static final String STATEMENTS = ReservePages.RESERVE + "/statements";
    private static final String LIST = "reserve/statements";
    private static final String ONE = "reserve/statement";

    private final Desk desk;
    private final ReserveStatements statements;
    private final ReserveStandings standings;
    private final SecondFactor secondFactor;
    private final Clock clock;

    StatementPages(
            Desk desk,
            ReserveStatements statements,
            ReserveStandings standings,
            SecondFactor secondFactor,
            Clock clock) {
        this.desk = desk;
        this.statements = statements;
        this.standings = standings;
        this.secondFactor = secondFactor;
        this.clock = clock;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue String cursor) {
        return desk.show(request, STATEMENTS, LIST, listed(caller, cursor));
    }

    @Post
    @Secured("RESERVE_OFFICER")
    HttpResponse<?> reckon(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    String code = form.typed("holding");
                    String level = standings.holdings(caller, null, Page.LIMIT_MAX).items().stream()
                            .filter(each -> each.code().equals(code))
                            .map(each -> each.level().name())
                            .findFirst()
                            .orElseThrow(ProblemException::notFound);
                    String id = statements.reckon(
                            caller, level, code, day(form, "from"), day(form, "until"), form.typed("why"));
                    return desk.onward(request, STATEMENTS + "/" + id, "reserve.note.reckoned");
                },
                refusal -> desk.again(request, STATEMENTS, LIST, listed(caller, null), form, refusal));
    }

    @Get("/{id}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, String id) {
        return desk.show(request, STATEMENTS + "/" + id, ONE, facts(caller, id));
    }

    @Get("/{id}/days.csv")
    @Produces(CsvFile.CSV)
    HttpResponse<String> days(Caller caller, String id) {
        return CsvFile.of(
                "reserve-statement-" + id,
                List.of(
                        "contract",
                        "day",
                        "state",
                        "stock_grams",
                        "paid_grams",
                        "rate_ppm",
                        "interest_fen",
                        "storage_fen",
                        "spread_fen"),
                statements.statement(caller, id).days().stream()
                        .map(each -> List.of(
                                each.contractId(),
                                each.day(),
                                each.state(),
                                each.stockGrams(),
                                each.paidGrams(),
                                each.ratePpm(),
                                each.interestFen(),
                                each.storageFen(),
                                each.spreadFen()))
                        .toList());
    }

    @Post("/{id}/review")
    @Secured("RESERVE_REVIEWER")
    HttpResponse<?> review(
            HttpRequest<?> request, Caller caller, String id, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, own(caller, id), form, "reserve.note.signed", () -> {
            sign(request, caller, form, ReserveStatements.REVIEW);
            statements.sign(caller, id);
        });
    }

    @Post("/{id}/approval")
    @Secured("RESERVE_AUTHORITY")
    HttpResponse<?> approve(
            HttpRequest<?> request, Caller caller, String id, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, own(caller, id), form, "reserve.note.closed", () -> {
            sign(request, caller, form, ReserveStatements.APPROVE);
            statements.approveStatement(caller, id);
        });
    }

    /** Not another's, whatever a form says. */
    private Desk.View own(Caller caller, String id) {
        statements.statement(caller, id);
        return new Desk.View(STATEMENTS + "/" + id, ONE, () -> facts(caller, id));
    }

    private void sign(HttpRequest<?> request, Caller caller, Fields form, String act) {
        secondFactor.use(caller.accountId(), form.optional(Fields.FACTOR), act, form.fingerprint(request.getPath()));
    }

    private Map<String, Object> listed(Caller caller, @Nullable String cursor) {
        var page = statements.statements(caller, cursor, 30);
        LocalDate today = CountyTime.date(clock.instant());
        var facts = new HashMap<String, Object>();
        facts.put("statements", page.items());
        facts.put("cursor", page.next());
        facts.put("contracts", standings.holdings(caller, null, Page.LIMIT_MAX).items());
        facts.put("from", today.minusMonths(1).withDayOfMonth(1).toString());
        facts.put("until", today.withDayOfMonth(1).minusDays(1).toString());
        return facts;
    }

    private Map<String, Object> facts(Caller caller, String id) {
        return Map.of("one", statements.statement(caller, id));
    }

    private static LocalDate day(Fields form, String name) {
        try {
            return LocalDate.parse(form.typed(name));
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(name, "malformed", "请选择日期 · Choose a day");
        }
    }
}
