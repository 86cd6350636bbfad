package org.cunlu.web.county;

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
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.CountyFlows;
import org.cunlu.logistics.Flows;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.NetworkBuildOut;
import org.cunlu.web.CsvFile;
import org.cunlu.web.Desk;

/** What waits, how far the network is built, what flows, what the audit says. */
@Controller(CountyPages.COUNTY)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class CountyPages {
    static final String COUNTY = "/county";
    private static final int DAYS = 30;

    private final Desk desk;
    private final Queues queues;
    private final NetworkBuildOut buildOut;
    private final CountyFlows flows;
    private final Network network;
    private final Auditor auditor;
    private final FigureReader figures;
    private final Clock clock;

    CountyPages(
            Desk desk,
            Queues queues,
            NetworkBuildOut buildOut,
            CountyFlows flows,
            Network network,
            Auditor auditor,
            FigureReader figures,
            Clock clock) {
        this.desk = desk;
        this.queues = queues;
        this.buildOut = buildOut;
        this.flows = flows;
        this.network = network;
        this.auditor = auditor;
        this.figures = figures;
        this.clock = clock;
    }

    @Get
    HttpResponse<?> today(HttpRequest<?> request, Caller caller) {
        var facts = new HashMap<String, Object>();
        facts.put("queues", queues.counted(caller));
        facts.put("built", buildOut.buildOut(caller));
        facts.put("flow", flows.flows(caller, null, null));
        facts.put("figures", figures.read(caller, null, null));
        return desk.show(request, COUNTY, "county/today", facts);
    }

    /** Stations against the plan, by township and year. */
    @Get("/network")
    HttpResponse<?> network(HttpRequest<?> request, Caller caller) {
        NetworkBuildOut.State state = buildOut.buildOut(caller);
        var nodes = network.nodes(
                state.townships().stream().map(NetworkBuildOut.Township::code).toList());
        var facts = new HashMap<String, Object>();
        facts.put("state", state);
        facts.put("spots", MapDrawing.spots(state.townships(), nodes));
        facts.put(
                "years",
                state.townships().stream()
                        .flatMap(township -> township.plan().stream())
                        .map(NetworkBuildOut.Year::year)
                        .distinct()
                        .sorted()
                        .toList());
        return desk.show(request, COUNTY + "/network", "county/network", facts);
    }

    @Get("/network.csv")
    @Produces(CsvFile.CSV)
    HttpResponse<String> network(Caller caller) {
        return CsvFile.of(
                "build-out",
                List.of("township", "name", "year", "planned_in_year", "open", "built", "named", "missing"),
                buildOut.buildOut(caller).townships().stream()
                        .flatMap(each -> each.plan().stream()
                                .map(year -> List.of(
                                        each.code(),
                                        each.name(),
                                        year.year(),
                                        year.stations(),
                                        each.open(),
                                        each.built(),
                                        each.planned(),
                                        each.missing())))
                        .toList());
    }

    /** What went up and down in a time. */
    @Get("/flows")
    HttpResponse<?> flows(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue LocalDate from,
            @Nullable @QueryValue LocalDate to) {
        LocalDate last = to == null ? CountyTime.date(clock.instant()) : to;
        LocalDate first = from == null ? last.minusDays(DAYS - 1L) : from;
        Map<String, Object> facts = Map.of("flow", flows.flows(caller, first, last), "from", first, "to", last);
        return desk.show(request, COUNTY + "/flows", "county/flows", facts);
    }

    @Get("/flows.csv")
    @Produces(CsvFile.CSV)
    HttpResponse<String> flows(Caller caller, @QueryValue LocalDate from, @QueryValue LocalDate to) {
        Flows.Flow flow = flows.flows(caller, from, to);
        return CsvFile.of(
                "flows",
                List.of("flow", "parcels", "grams"),
                List.of(
                        List.of("up", flow.up().parcels(), flow.up().grams()),
                        List.of("down", flow.down().parcels(), flow.down().grams()),
                        List.of("across", flow.across().parcels(), flow.across().grams()),
                        List.of("out", flow.out().parcels(), flow.out().grams())));
    }

    /** Runs the audit, which takes a moment, only when asked to. */
    @Get("/audit")
    HttpResponse<?> audit(HttpRequest<?> request, @Nullable @QueryValue String run) {
        return desk.show(
                request,
                COUNTY + "/audit",
                "county/audit",
                Map.of("rows", "yes".equals(run) ? auditor.run() : List.of()));
    }
}
