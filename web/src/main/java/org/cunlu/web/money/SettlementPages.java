package org.cunlu.web.money;

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
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.OwnStatements.LineView;
import org.cunlu.orders.OwnStatements.View;
import org.cunlu.orders.Party;
import org.cunlu.orders.SettlementDesk;
import org.cunlu.web.CsvFile;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.county.Typed;

/** Periods that are closed, and what each party is owed by them. */
@Controller(SettlementPages.SETTLEMENT)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class SettlementPages {
    static final String SETTLEMENT = "/county/settlement";
    private static final int PIECE = 30;
    private static final int AT_ONCE = 1_000;

    private final Desk desk;
    private final SettlementDesk settlement;
    private final Parties parties;
    private final Clock clock;

    SettlementPages(Desk desk, SettlementDesk settlement, Parties parties, Clock clock) {
        this.desk = desk;
        this.settlement = settlement;
        this.parties = parties;
        this.clock = clock;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue Integer cursor) {
        return desk.show(request, listed(caller, cursor));
    }

    /** How far the closing is, asked for again and again while it goes on. */
    @Get("/progress")
    HttpResponse<?> progress(HttpRequest<?> request, Caller caller) {
        var facts = new HashMap<String, Object>();
        closing(caller, facts);
        return desk.piece(request, SETTLEMENT, "money/closing", facts);
    }

    @Post
    HttpResponse<?> close(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                listed(caller, null),
                form,
                "money.note.closing",
                () -> settlement.want(caller, Typed.day(form, "until")));
    }

    @Get("/{periodNo}")
    HttpResponse<?> period(
            HttpRequest<?> request,
            Caller caller,
            int periodNo,
            @Nullable @QueryValue Party.Kind kind,
            @Nullable @QueryValue @Size(max = 48) String cursor) {
        var facts = new HashMap<String, Object>();
        facts.put("period", settlement.period(caller, periodNo));
        facts.put("sums", settlement.sums(caller, periodNo));
        Page<View> page = settlement.statements(caller, periodNo, kind, cursor == null ? "" : cursor, PIECE);
        facts.put("statements", page.items());
        facts.put("cursor", page.next());
        facts.put("kind", kind == null ? "" : kind.name());
        facts.put(
                "names",
                parties.names(page.items().stream().map(SettlementPages::party).toList()));
        return desk.show(request, SETTLEMENT + "/" + periodNo, "money/period", facts);
    }

    /** All statements of a period, one a line. */
    @Get(value = "/{periodNo}/file", produces = CsvFile.CSV)
    HttpResponse<String> periodFile(HttpRequest<?> request, Caller caller, int periodNo) {
        settlement.period(caller, periodNo);
        var rows = new ArrayList<List<Object>>();
        for (String after = ""; after != null; ) {
            Page<View> some = settlement.statements(caller, periodNo, null, after, AT_ONCE);
            Map<String, String> names = parties.names(
                    some.items().stream().map(SettlementPages::party).toList());
            some.items().forEach(each -> rows.add(row(each, names)));
            after = some.next();
        }
        var words = desk.words(request);
        var header = Stream.of("party", "kind", "opening", "lines", "closing", "payable", "count")
                .map(each -> words.text("money.column." + each))
                .toList();
        return CsvFile.of("statements-" + periodNo, header, rows);
    }

    @Get("/statements/{statementId}")
    HttpResponse<?> statement(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 13) String statementId,
            @Nullable @QueryValue Integer cursor) {
        View statement = settlement.statement(caller, statementId);
        Page<LineView> lines = settlement.lines(caller, statementId, cursor, PIECE);
        var facts = new HashMap<String, Object>();
        facts.put("statement", statement);
        facts.put(
                "name",
                parties.names(List.of(party(statement))).get(party(statement).text()));
        facts.put("lines", lines.items());
        facts.put("cursor", lines.next());
        return desk.show(request, SETTLEMENT + "/statements/" + statementId, "money/statement", facts);
    }

    @Get(value = "/statements/{statementId}/file", produces = "text/csv")
    HttpResponse<byte[]> statementFile(Caller caller, @Size(max = 13) String statementId) {
        return HttpResponse.ok(settlement.file(caller, statementId))
                .header("Content-Disposition", "attachment; filename=\"statement-" + statementId + ".csv\"")
                .header("Cache-Control", "no-store");
    }

    private Desk.View listed(Caller caller, @Nullable Integer cursor) {
        return new Desk.View(SETTLEMENT, "money/periods", () -> {
            Page<SettlementDesk.Period> page = settlement.periods(caller, cursor, PIECE);
            var facts = new HashMap<String, Object>();
            closing(caller, facts);
            facts.put("periods", page.items());
            facts.put("cursor", page.next());
            facts.put(
                    "people",
                    parties.people(page.items().stream()
                            .map(SettlementDesk.Period::closedBy)
                            .toList()));
            facts.put("open", settlement.open(caller).orElse(null));
            facts.put("yesterday", CountyTime.date(clock.instant()).minusDays(1));
            return facts;
        });
    }

    private void closing(Caller caller, Map<String, Object> facts) {
        var progress = settlement.progress(caller).orElse(null);
        facts.put("progress", progress);
        facts.put(
                "sums",
                progress == null || progress.periodNo() == null
                        ? List.of()
                        : settlement.sums(caller, progress.periodNo()));
    }

    private static Party party(View statement) {
        return new Party(statement.kind(), statement.party());
    }

    private static List<Object> row(View each, Map<String, String> names) {
        return List.of(
                names.get(party(each).text()),
                party(each).text(),
                each.openingFen() / 100.0,
                each.linesFen() / 100.0,
                each.closingFen() / 100.0,
                each.payableFen() / 100.0,
                each.lines());
    }
}
