package org.cunlu.web.county;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.CountyFlows;
import org.cunlu.logistics.DepartureBoard;
import org.cunlu.logistics.DrivenWays;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.StockOuts;
import org.cunlu.orders.CountyBooks;

/** Asks each module for what it knows of the county. */
@Singleton
class FigureReader {
    private static final int DAYS = 7;
    private static final int UNAVAILABLE = 503;

    private final CountyFlows flows;
    private final DepartureBoard departures;
    private final DrivenWays ways;
    private final CountyBooks books;
    private final StockOuts stockOuts;
    private final Network network;
    private final Clock clock;

    FigureReader(
            CountyFlows flows,
            DepartureBoard departures,
            DrivenWays ways,
            CountyBooks books,
            StockOuts stockOuts,
            Network network,
            Clock clock) {
        this.flows = flows;
        this.departures = departures;
        this.ways = ways;
        this.books = books;
        this.stockOuts = stockOuts;
        this.network = network;
        this.clock = clock;
    }

    /** @param from of the parcels' time @param to of it, as {@link CountyFlows#kept} takes both */
    Figures read(Caller operator, @Nullable LocalDate from, @Nullable LocalDate to) {
        LocalDate today = CountyTime.date(clock.instant());
        Page<StockOuts.Out> outs = outs(operator);
        var names = new HashMap<String, String>();
        network.nodes(outs.items().stream()
                        .map(StockOuts.Out::nodeCode)
                        .distinct()
                        .toList())
                .forEach((code, node) -> names.put(code, node.name()));
        return new Figures(
                flows.kept(operator, from, to),
                departures.filled(operator, today.minusDays(DAYS), today.minusDays(1)),
                driven(operator, today),
                books.standing(operator),
                outs.items(),
                outs.next() != null,
                names);
    }

    /** @return null while whoever knows the roads is away: the other figures stand without him */
    private @Nullable List<DrivenWays.Driven> driven(Caller operator, LocalDate today) {
        try {
            return ways.driven(operator, today.minusDays(DAYS), today.minusDays(1));
        } catch (ProblemException refusal) {
            if (refusal.status() == UNAVAILABLE) {
                return null;
            }
            throw refusal;
        }
    }

    private Page<StockOuts.Out> outs(Caller operator) {
        List<String> scopes = operator.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE);
        return scopes.isEmpty()
                ? new Page<>(List.of(), null)
                : stockOuts.outs(operator, scopes.getFirst(), null, Page.LIMIT_MAX);
    }
}
