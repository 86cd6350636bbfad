package org.cunlu.web.reserve;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.ReserveCalendar;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveLot;
import org.cunlu.logistics.ReserveStandings;
import org.cunlu.web.CsvFile;
import org.cunlu.web.Desk;

/** What is in the reserve, what is due, what is missing. */
@Controller(ReservePages.RESERVE)
@Secured({"RESERVE_OFFICER", "RESERVE_REVIEWER", "RESERVE_AUTHORITY", "RESERVE_HOLDER", "RESERVE_AUDITOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class ReservePages {
    static final String RESERVE = "/reserve";

    private final Desk desk;
    private final ReserveStandings standings;
    private final ReserveCalendar calendar;
    private final Names names;
    private final Clock clock;

    ReservePages(Desk desk, ReserveStandings standings, ReserveCalendar calendar, Names names, Clock clock) {
        this.desk = desk;
        this.standings = standings;
        this.calendar = calendar;
        this.names = names;
        this.clock = clock;
    }

    /** Levels against target and floor. */
    @Get
    HttpResponse<?> levels(HttpRequest<?> request, Caller caller) {
        var facts = new HashMap<String, Object>();
        var rows = standings.standings(caller);
        var contracts = holdings(caller);
        facts.put("rows", rows);
        facts.put("contracts", contracts);
        facts.put("claims", claims(caller, contracts).size());
        facts.put("turns", calendar.turns(caller, codes(contracts)).size());
        facts.put("today", CountyTime.date(clock.instant()));
        facts.put(
                "names",
                names.of(
                        contracts.stream()
                                .map(ReserveHolding::nodeCode)
                                .distinct()
                                .toList(),
                        List.of()));
        return desk.show(request, RESERVE, "reserve/levels", facts);
    }

    @Get("/levels.csv")
    @Produces(CsvFile.CSV)
    HttpResponse<String> levels(Caller caller) {
        return CsvFile.of(
                "reserve-levels",
                List.of(
                        "level",
                        "programme",
                        "commodity",
                        "there_grams",
                        "target_grams",
                        "floor_grams",
                        "missing_grams"),
                standings.standings(caller).stream()
                        .map(each -> List.of(
                                each.programme().level(),
                                each.programme().code(),
                                each.target().commodity(),
                                each.thereGrams(),
                                each.target().required(),
                                each.floorGrams(),
                                each.missingGrams()))
                        .toList());
    }

    /** Lots of a holding, the oldest first. */
    @Get("/lots")
    HttpResponse<?> lots(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String holding,
            @Nullable @QueryValue String cursor) {
        List<ReserveHolding> contracts = holdings(caller);
        String chosen = holding != null || contracts.isEmpty()
                ? holding
                : contracts.getFirst().code();
        Page<ReserveLot> page =
                chosen == null ? new Page<>(List.of(), null) : standings.lots(caller, chosen, cursor, 50);
        var facts = new HashMap<String, Object>();
        facts.put("contracts", contracts);
        facts.put("chosen", chosen == null ? "" : chosen);
        facts.put(
                "lots",
                page.items().stream()
                        .sorted(Comparator.comparing(ReserveLot::inOn).thenComparing(ReserveLot::id))
                        .toList());
        facts.put("cursor", page.next());
        facts.put("today", CountyTime.date(clock.instant()));
        facts.put(
                "names",
                names.of(
                        page.items().stream()
                                .map(ReserveLot::nodeCode)
                                .distinct()
                                .toList(),
                        page.items().stream()
                                .map(ReserveLot::skuCode)
                                .distinct()
                                .toList()));
        return desk.show(request, RESERVE + "/lots", "reserve/lots", facts);
    }

    /** What must turn by when, and what is turning. */
    @Get("/calendar")
    HttpResponse<?> calendar(HttpRequest<?> request, Caller caller) {
        List<String> codes = codes(holdings(caller));
        var turns = calendar.turns(caller, codes);
        var turnings = calendar.turnings(caller, codes);
        var facts = new HashMap<String, Object>();
        facts.put("turns", turns);
        facts.put("turnings", turnings);
        facts.put("today", CountyTime.date(clock.instant()));
        facts.put(
                "names",
                names.of(
                        List.of(),
                        turns.stream()
                                .map(ReserveCalendar.Turn::skuCode)
                                .distinct()
                                .toList()));
        return desk.show(request, RESERVE + "/calendar", "reserve/calendar", facts);
    }

    /** What holders owe. */
    @Get("/claims")
    HttpResponse<?> claims(HttpRequest<?> request, Caller caller) {
        var open = claims(caller, holdings(caller));
        var facts = new HashMap<String, Object>();
        facts.put("claims", open);
        facts.put(
                "names",
                names.of(
                        open.stream()
                                .map(ReserveStandings.Claim::nodeCode)
                                .distinct()
                                .toList(),
                        open.stream()
                                .map(ReserveStandings.Claim::skuCode)
                                .distinct()
                                .toList()));
        return desk.show(request, RESERVE + "/claims", "reserve/claims", facts);
    }

    private List<ReserveHolding> holdings(Caller caller) {
        return standings.holdings(caller, null, Page.LIMIT_MAX).items();
    }

    private List<ReserveStandings.Claim> claims(Caller caller, List<ReserveHolding> contracts) {
        return contracts.stream()
                .flatMap(contract -> standings.claims(caller, contract.code(), null, Page.LIMIT_MAX).items().stream())
                .filter(ReserveStandings.Claim::open)
                .toList();
    }

    private static List<String> codes(List<ReserveHolding> contracts) {
        return contracts.stream().map(ReserveHolding::code).toList();
    }
}
