package org.cunlu.web.inspect;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
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
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Network;
import org.cunlu.orders.InputLedger;
import org.cunlu.orders.InputLedger.Asked;
import org.cunlu.orders.InputLedger.Form;
import org.cunlu.orders.InputSale;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.county.Typed;

/** The ledger of farm inputs: masked on the page, opened as a file for a reason that is written down. */
@Controller(InputPages.INPUTS)
@Secured("INSPECTOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class InputPages {
    static final String INPUTS = "/inspect";
    private static final String VIEW = "inspect/inputs";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String SELLER = "[A-Za-z0-9._-]{1,32}";
    private static final int DAYS = 30;
    private static final int LINES = 30;

    private final Desk desk;
    private final InputLedger ledger;
    private final Network network;
    private final Clock clock;

    InputPages(Desk desk, InputLedger ledger, Network network, Clock clock) {
        this.desk = desk;
        this.ledger = ledger;
        this.network = network;
        this.clock = clock;
    }

    /** The last thirty days unless others are asked for. */
    @Get
    HttpResponse<?> page(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue LocalDate from,
            @Nullable @QueryValue LocalDate until,
            @Nullable @QueryValue @Size(max = 32) String seller,
            @Nullable @QueryValue @Size(max = 20) String cursor) {
        Asked asked = asked(from, until, seller);
        return desk.attempt(
                () -> desk.show(request, INPUTS, VIEW, facts(caller, asked, cursor)),
                refusal -> desk.again(request, INPUTS, VIEW, without(asked), Fields.NONE, refusal));
    }

    /** A look at people: it needs a reason, and is written down for each of them. */
    @Post("/file")
    @Produces({"text/csv", XLSX, MediaType.TEXT_HTML})
    HttpResponse<?> file(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Asked asked = asked(Typed.day(form, "from"), Typed.day(form, "until"), form.optional("seller"));
        return desk.attempt(
                () -> {
                    Form as = Typed.choice(form, "form", Form.class);
                    byte[] bytes = ledger.file(caller, asked, why(form), as);
                    return HttpResponse.ok(bytes)
                            .contentType(as == Form.CSV ? "text/csv;charset=utf-8" : XLSX)
                            .header(
                                    HttpHeaders.CONTENT_DISPOSITION,
                                    "attachment; filename=\"input-sales."
                                            + as.name().toLowerCase(Locale.ROOT) + "\"")
                            .header(HttpHeaders.CACHE_CONTROL, "no-store");
                },
                refusal -> desk.again(request, INPUTS, VIEW, again(caller, asked), form, refusal));
    }

    private static String why(Fields form) {
        String why = form.typed("why").strip();
        if (why.length() > InputLedger.WHY_MAX) {
            throw ProblemException.invalid("why", "too-long", "用途过长 · The reason is too long");
        }
        return why;
    }

    private Asked asked(@Nullable LocalDate from, @Nullable LocalDate until, @Nullable String seller) {
        LocalDate last = until == null ? CountyTime.date(clock.instant()) : until;
        return new Asked(
                from == null ? last.minusDays(DAYS - 1L) : from,
                last,
                seller != null && seller.matches(SELLER) ? seller : null);
    }

    /** Days that the file was refused for show no list either. */
    private Map<String, Object> again(Caller caller, Asked asked) {
        try {
            return facts(caller, asked, null);
        } catch (ProblemException refused) {
            return without(asked);
        }
    }

    private Map<String, Object> facts(Caller caller, Asked asked, @Nullable String cursor) {
        var page = ledger.sold(caller, asked, cursor, LINES);
        var known = network.nodes(page.items().stream().map(InputSale::fromNode).collect(Collectors.toSet()));
        Map<String, Object> facts = without(asked);
        facts.put("sales", page.items());
        facts.put("cursor", page.next());
        facts.put("nodes", known.values().stream().collect(Collectors.toMap(each -> each.code(), each -> each.name())));
        return facts;
    }

    private static Map<String, Object> without(Asked asked) {
        var facts = new HashMap<String, Object>();
        facts.put("asked", asked);
        facts.put("sales", List.<InputSale>of());
        facts.put("nodes", Map.<String, String>of());
        return facts;
    }
}
