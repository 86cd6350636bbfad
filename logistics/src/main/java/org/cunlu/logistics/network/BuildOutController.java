package org.cunlu.logistics.network;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Node;

/** How far the network is built, against the county's plan. */
@Controller("/api/county/network")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "county")
class BuildOutController {
    private final NetworkWatch watch;
    private final Clock clock;

    /** Village stations that a year's plan asks for. */
    @Serdeable
    record Year(int year, int stations) {}

    /**
     * Village stations of a township.
     * @param plan what each year is to build
     * @param target all that the plan names
     * @param due what the plan asks for until the end of this year
     * @param open stations that work
     * @param built stations that are there and do not work yet
     * @param planned stations named and not yet built
     * @param missing {@code due} less {@code open}, 0 when none is
     */
    @Serdeable
    record Township(
            String code,
            String name,
            List<Year> plan,
            int target,
            int due,
            int open,
            int built,
            int planned,
            int missing) {}

    /** @param year that {@code due} is reckoned to the end of */
    @Serdeable
    record BuildOut(
            int year, List<Township> townships, int target, int due, int open, int built, int planned, int missing) {}

    BuildOutController(NetworkWatch watch, Clock clock) {
        this.watch = watch;
        this.clock = clock;
    }

    @Get
    BuildOut buildOut(Caller caller) {
        Snapshot now = watch.snapshot();
        Reach reach = Reach.of(caller, Role.COUNTY_OPERATOR);
        int year = CountyTime.date(clock.instant()).getYear();
        List<Township> townships = now.tables().places().values().stream()
                .map(Place::node)
                .filter(node -> node.tier() == Node.Tier.TOWNSHIP && reach.covers(node))
                .map(node -> township(node, now, year))
                .toList();
        return new BuildOut(
                year,
                townships,
                townships.stream().mapToInt(Township::target).sum(),
                townships.stream().mapToInt(Township::due).sum(),
                townships.stream().mapToInt(Township::open).sum(),
                townships.stream().mapToInt(Township::built).sum(),
                townships.stream().mapToInt(Township::planned).sum(),
                townships.stream().mapToInt(Township::missing).sum());
    }

    private static Township township(Node node, Snapshot now, int year) {
        Map<Integer, Integer> plan = now.tables().plan().getOrDefault(node.code(), Map.of());
        int target = plan.values().stream().mapToInt(Integer::intValue).sum();
        int due = plan.entrySet().stream()
                .filter(each -> each.getKey() <= year)
                .mapToInt(Map.Entry::getValue)
                .sum();
        int open = count(node, now, Node.Status.OPEN);
        List<Year> years = plan.entrySet().stream()
                .map(each -> new Year(each.getKey(), each.getValue()))
                .toList();
        int planned = count(node, now, Node.Status.PLANNED);
        int built = count(node, now, Node.Status.BUILT);
        return new Township(
                node.code(), node.name(), years, target, due, open, built, planned, Math.max(0, due - open));
    }

    private static int count(Node township, Snapshot now, Node.Status status) {
        return (int) now.map().nodes().values().stream()
                .filter(node -> node.tier() == Node.Tier.VILLAGE && node.status() == status)
                .filter(node -> township.code().equals(node.parentCode()))
                .count();
    }
}
