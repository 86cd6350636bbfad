package org.cunlu.web.dispatch;

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
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.DatedDeparture;
import org.cunlu.logistics.DepartureBoard;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** How full the departures of a day are, and what one of them takes: less where its bus has much luggage, nothing where it is closed. */
@Controller(DeparturePages.DEPARTURES)
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
public class DeparturePages {
    static final String DEPARTURES = "/dispatch/departures";
    private static final int SHOWN = 50;

    private final Desk desk;
    private final DepartureBoard board;
    private final Names names;
    private final Reach reach;

    DeparturePages(Desk desk, DepartureBoard board, Names names, Reach reach) {
        this.desk = desk;
        this.board = board;
        this.names = names;
        this.reach = reach;
    }

    /** @param fill in per cent @param version to send with a change @param takesKg of its first section */
    public record Row(
            String line,
            String name,
            String departs,
            String closes,
            int fill,
            boolean closed,
            boolean said,
            int version,
            String takesKg,
            List<Section> sections) {}

    /** @param pieces that are held and may be, {@code 12/40} */
    public record Section(String way, String departs, String kg, String pieces, int loaded) {}

    @Get
    HttpResponse<?> page(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String day,
            @Nullable @QueryValue String cursor) {
        LocalDate date = reach.day(day);
        Page<DatedDeparture> page = board.departures(caller, null, date, date, cursor, SHOWN);
        var facts = new HashMap<String, Object>();
        facts.put("day", date.toString());
        facts.put("rows", page.items().stream().map(this::row).toList());
        if (page.next() != null) {
            facts.put("next", page.next());
        }
        return desk.show(request, DEPARTURES, "dispatch/departures", facts);
    }

    @Get("/{line}/{day}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, String line, String day) {
        return desk.show(request, path(line, day), "dispatch/departure", facts(caller, line, day));
    }

    @Post("/{line}/{day}")
    HttpResponse<?> say(
            HttpRequest<?> request,
            Caller caller,
            String line,
            String day,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    var room = new DepartureBoard.Room(
                            PlanPages.version(form),
                            Thousands.read(form, "kg"),
                            null,
                            Shown.number(form, "pieces"),
                            form.typed("takes").equals("none"),
                            form.typed("why").strip());
                    board.say(caller, line, reach.day(day), room);
                    return desk.onward(request, path(line, day), "dispatch.done.room");
                },
                refusal -> desk.again(
                        request, path(line, day), "dispatch/departure", facts(caller, line, day), form, refusal));
    }

    private Map<String, Object> facts(Caller caller, String line, String day) {
        LocalDate date = reach.day(day);
        DatedDeparture departure = board.departures(caller, line, date, date, null, 1).items().stream()
                .findFirst()
                .orElseThrow(ProblemException::notFound);
        return Map.of("row", row(departure), "day", date.toString());
    }

    private Row row(DatedDeparture departure) {
        return new Row(
                departure.lineCode(),
                departure.name(),
                Shown.clock(departure.departsAt()),
                Shown.clock(departure.closesAt()),
                departure.fillPercent(),
                departure.closed(),
                departure.said(),
                departure.version(),
                Thousands.text(departure.sections().getFirst().takes().weightGrams()),
                departure.sections().stream().map(this::section).toList());
    }

    private Section section(DatedDeparture.Section section) {
        Long most = section.takes().pieces();
        return new Section(
                section.toNode() == null
                        ? names.of(section.fromNode())
                        : names.of(section.fromNode()) + " → " + names.of(section.toNode()),
                Shown.clock(section.departsAt()),
                Shown.kg(section.held().weightGrams()) + " / "
                        + Shown.kg(section.takes().weightGrams()),
                section.held().pieces() + (most == null ? "" : " / " + most),
                section.loaded());
    }

    private static String path(String line, String day) {
        return DEPARTURES + "/" + line + "/" + day;
    }
}
