package org.cunlu.logistics.network;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Node;

/** The county's table of stations by township and year. */
@Controller("/api/county/network")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class BuildOutYearsController {
    private static final String CSV = "text/csv; charset=utf-8";
    private static final int YEAR_MIN = 2000;
    private static final int YEAR_MAX = 2100;
    private static final int YEARS_MAX = 20;

    private final NetworkWatch watch;
    private final NodeStepTable steps;
    private final Transactions transactions;
    private final Clock clock;

    BuildOutYearsController(NetworkWatch watch, NodeStepTable steps, Transactions transactions, Clock clock) {
        this.watch = watch;
        this.steps = steps;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param from first year, this one when not said; @param to last year, {@code from} when not said, at most 20 in all */
    @Get("/build-out")
    BuildOut buildOut(Caller caller, @Nullable @QueryValue Integer from, @Nullable @QueryValue Integer to) {
        int first = from == null ? CountyTime.date(clock.instant()).getYear() : from;
        int last = to == null ? first : to;
        if (first < YEAR_MIN || last > YEAR_MAX || last < first || last - first >= YEARS_MAX) {
            throw ProblemException.invalid("to", "years-invalid", "年份范围不对，最多 20 年 · Not a range of 1 to 20 years");
        }
        Snapshot now = watch.snapshot();
        Reach reach = Reach.of(caller, Role.COUNTY_OPERATOR);
        List<Node> townships = now.tables().places().values().stream()
                .map(Place::node)
                .filter(node -> node.tier() == Node.Tier.TOWNSHIP && reach.covers(node))
                .toList();
        var lives = transactions.read(steps::lives);
        return BuildOut.of(townships, now.tables(), lives, first, last);
    }

    /** The same for a spreadsheet, with the totals at its end. */
    @Get("/build-out.csv")
    @Produces(CSV)
    HttpResponse<String> csv(Caller caller, @Nullable @QueryValue Integer from, @Nullable @QueryValue Integer to) {
        return HttpResponse.ok(buildOut(caller, from, to).csv())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"build-out.csv\"");
    }
}
