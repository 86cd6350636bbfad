package org.cunlu.web.run;

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
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.CashHandovers;
import org.cunlu.logistics.DriverRuns;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Kept;

/** The caller's own trips of a day, and one of them stop by stop with what is to be done next on top. */
@Controller("/run")
@Secured("DRIVER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class RunPages {
    private static final int CONFLICT = 409;

    private final Desk desk;
    private final DriverRuns runs;
    private final Telling telling;
    private final CashHandovers cash;
    private final Ids ids;
    private final Clock clock;

    RunPages(Desk desk, DriverRuns runs, Telling telling, CashHandovers cash, Ids ids, Clock clock) {
        this.desk = desk;
        this.runs = runs;
        this.telling = telling;
        this.cash = cash;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param date today when nothing, or no date, is asked for */
    @Get
    HttpResponse<?> today(HttpRequest<?> request, Caller caller, @Nullable @QueryValue String date) {
        LocalDate today = CountyTime.date(clock.instant());
        LocalDate day = date(date, today);
        List<TripLine> trips = runs.of(caller, day).stream().map(TripLine::new).toList();
        return desk.show(request, "/run", "run/today", Map.of("day", day, "today", day.equals(today), "trips", trips));
    }

    @Get("/{line}/{date}")
    HttpResponse<?> trip(HttpRequest<?> request, Caller caller, String line, String date) {
        return desk.show(request, path(line, date), "run/trip", facts(caller, line, date));
    }

    /** One act of the crew, where no script keeps and sends it. */
    @Post("/{line}/{date}")
    HttpResponse<?> step(
            HttpRequest<?> request,
            Caller caller,
            String line,
            String date,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    var answer = telling.now(caller, row(caller, line, date, form), desk.words(request));
                    if (!answer.good()) {
                        throw ProblemException.of(CONFLICT, "step-refused", answer.big(), null);
                    }
                    return desk.onward(request, path(line, date), "run.note.told");
                },
                refusal -> desk.again(request, path(line, date), "run/trip", facts(caller, line, date), form, refusal));
    }

    @Post("/{line}/{date}/cash")
    HttpResponse<?> cash(
            HttpRequest<?> request,
            Caller caller,
            String line,
            String date,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    Long counted = Kept.fen(form.typed("counted"));
                    if (counted == null) {
                        throw ProblemException.invalid(
                                "counted", "amount-invalid", "请填写金额，如 35.50 · Say an amount, such as 35.50");
                    }
                    cash.takeAlong(caller, form.typed("bundle"), counted, form.typed("key"));
                    return desk.onward(request, path(line, date), "run.note.cash");
                },
                refusal -> desk.again(request, path(line, date), "run/trip", facts(caller, line, date), form, refusal));
    }

    private Map<String, Object> facts(Caller caller, String line, String date) {
        var facts = new HashMap<String, Object>();
        facts.put("page", TripPage.of(runs.sheet(caller, line, date(date, null)), path(line, date)));
        facts.put("account", caller.accountId());
        facts.put("id", ids.next());
        return facts;
    }

    private Kept.Row row(Caller caller, String line, String date, Fields form) {
        return new Kept.Row(
                form.typed("id"),
                "page." + caller.accountId(),
                clock.instant(),
                form.typed("kind"),
                form.optional("node"),
                line + "/" + date,
                form.optional("code"),
                null,
                null,
                null,
                null,
                form.optional("minutes"),
                form.optional("reason"),
                null,
                null);
    }

    private static String path(String line, String date) {
        return "/run/" + line + "/" + date;
    }

    private static LocalDate date(@Nullable String text, @Nullable LocalDate otherwise) {
        try {
            return text == null && otherwise != null ? otherwise : LocalDate.parse(text == null ? "" : text);
        } catch (DateTimeParseException e) {
            if (otherwise == null) {
                throw ProblemException.notFound();
            }
            return otherwise;
        }
    }
}
