package org.cunlu.logistics.flow;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.CountyFlows;
import org.cunlu.logistics.Flows;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;

/** Reads them for who runs all of the county. */
@Singleton
class FlowReading implements CountyFlows {
    private static final int DAYS_DEFAULT = 30;
    private static final int DAYS_MAX = 366;

    private final Flows flows;
    private final Network network;
    private final Clock clock;

    FlowReading(Flows flows, Network network, Clock clock) {
        this.flows = flows;
        this.network = network;
        this.clock = clock;
    }

    @Override
    public Flows.Flow flows(Caller caller, @Nullable LocalDate from, @Nullable LocalDate to) {
        Period period = period(from, to);
        return flows.between(county(caller), period.first(), period.last());
    }

    @Override
    public List<Flows.Kept> kept(Caller caller, @Nullable LocalDate from, @Nullable LocalDate to) {
        Period period = period(from, to);
        return flows.kept(county(caller), period.first(), period.last());
    }

    private record Period(LocalDate first, LocalDate last) {}

    private Period period(@Nullable LocalDate from, @Nullable LocalDate to) {
        LocalDate last = to == null ? CountyTime.date(clock.instant()) : to;
        LocalDate first = from == null ? last.minusDays(DAYS_DEFAULT - 1L) : from;
        if (first.isAfter(last) || ChronoUnit.DAYS.between(first, last) >= DAYS_MAX) {
            throw ProblemException.invalid(
                    "from", "period-invalid", "起止日期应为 1–366 天 · The period is 1 to " + DAYS_MAX + " days");
        }
        return new Period(first, last);
    }

    private String county(Caller caller) {
        return caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).stream()
                .map(network::node)
                .flatMap(Optional::stream)
                .filter(node -> node.tier() == Node.Tier.HUB)
                .map(Node::countyCode)
                .findFirst()
                .orElseThrow(ProblemException::notFound);
    }
}
