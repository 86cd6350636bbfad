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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.TripManning;
import org.cunlu.logistics.TripManning.Driver;
import org.cunlu.logistics.TripManning.Manned;
import org.cunlu.logistics.Vehicles.Vehicle;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Words;

/** Who drives a trip of a line or of a published tour, and with what. */
@Controller(ManningPages.TRIPS)
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
public class ManningPages {
    static final String TRIPS = "/dispatch/trips";
    private static final String VIEW = "dispatch/manning";
    /** A driver and his mate, and more where more are named already. */
    private static final int SEATS = 2;

    private static final int SEATS_MAX = 4;
    private static final int TAIL = 4;

    private final Desk desk;
    private final TripManning manning;
    private final Names names;
    private final Reach reach;

    ManningPages(Desk desk, TripManning manning, Names names, Reach reach) {
        this.desk = desk;
        this.manning = manning;
        this.names = names;
        this.reach = reach;
    }

    /** @param crew names of who drives it @param vehicle code and plate; null while none is named */
    public record Trip(
            String line,
            String day,
            String name,
            String way,
            String times,
            String crew,
            @Nullable String vehicle,
            int version,
            boolean over) {}

    @Get("/{line}/{day}")
    HttpResponse<?> page(HttpRequest<?> request, Caller caller, String line, String day) {
        return desk.show(request, path(line, day), VIEW, facts(caller, line, day, desk.words(request)));
    }

    @Post("/{line}/{day}")
    HttpResponse<?> man(
            HttpRequest<?> request,
            Caller caller,
            String line,
            String day,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    List<String> crew = IntStream.rangeClosed(1, SEATS_MAX)
                            .mapToObj(seat -> form.typed("driver." + seat))
                            .filter(account -> !account.isEmpty())
                            .distinct()
                            .toList();
                    manning.man(caller, line, date(day), crew, form.optional("vehicle"), PlanPages.version(form));
                    return desk.onward(request, path(line, day), "dispatch.done.manned");
                },
                refusal -> desk.again(
                        request, path(line, day), VIEW, facts(caller, line, day, desk.words(request)), form, refusal));
    }

    private LocalDate date(String day) {
        LocalDate date = reach.day(day);
        if (!date.toString().equals(day)) {
            throw ProblemException.notFound();
        }
        return date;
    }

    private Map<String, Object> facts(Caller caller, String line, String day, Words words) {
        Manned trip = manning.see(caller, line, date(day));
        Map<String, String> drivers = named(trip.drivers(), words.text("dispatch.manning.nobody"));
        var facts = new HashMap<String, Object>();
        facts.put(
                "trip",
                new Trip(
                        line,
                        day,
                        trip.name(),
                        names.of(trip.fromNode()) + " → " + names.of(trip.toNode()),
                        Shown.clock(trip.departsAt()) + "–" + Shown.clock(trip.arrivesAt()),
                        trip.crew().stream()
                                .map(driver -> drivers.get(driver.account()))
                                .collect(Collectors.joining("、")),
                        trip.vehicle(),
                        trip.version(),
                        trip.over()));
        facts.put("drivers", drivers);
        facts.put("vehicles", fleet(trip, words.text("dispatch.manning.none")));
        int seats = Math.clamp(trip.crew().size() + 1L, SEATS, SEATS_MAX);
        facts.put(
                "seats",
                IntStream.range(0, seats)
                        .mapToObj(seat -> seat < trip.crew().size()
                                ? trip.crew().get(seat).account()
                                : "")
                        .toList());
        return facts;
    }

    /** Names are masked: where two are alike, the end of the account tells them apart. */
    private static Map<String, String> named(List<Driver> drivers, String nobody) {
        Map<String, Long> alike = drivers.stream().collect(Collectors.groupingBy(Driver::name, Collectors.counting()));
        var named = new LinkedHashMap<String, String>();
        named.put("", nobody);
        drivers.forEach(driver -> named.put(
                driver.account(),
                alike.get(driver.name()) == 1
                        ? driver.name()
                        : driver.name() + " #"
                                + driver.account()
                                        .substring(Math.max(0, driver.account().length() - TAIL))));
        return named;
    }

    private static Map<String, String> fleet(Manned trip, String none) {
        var fleet = new TreeMap<String, String>();
        fleet.put("", none);
        if (trip.vehicle() != null) {
            fleet.put(trip.vehicle(), trip.vehicle());
        }
        for (Vehicle vehicle : trip.vehicles()) {
            fleet.put(vehicle.code(), vehicle.code() + " " + vehicle.plate() + " · " + Shown.kg(vehicle.weightGrams()));
        }
        return fleet;
    }

    private static String path(String line, String day) {
        return TRIPS + "/" + line + "/" + day;
    }
}
