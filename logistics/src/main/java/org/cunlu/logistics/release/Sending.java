package org.cunlu.logistics.release;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.release.Carriage.Sent;
import org.cunlu.logistics.release.Carriage.Way;
import org.cunlu.logistics.release.Release.Draw;
import org.cunlu.logistics.release.Release.Place;
import org.cunlu.logistics.release.Release.PlaceState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what was set aside. Each place is sent once, whoever tries it and however often; where nothing leads now, its pieces wait at
 * their node and are tried again.
 */
@Singleton
class Sending {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    private static final String SYSTEM = "system";
    private static final int PLACES_AT_ONCE = 25;

    private final ReleaseTable table;
    private final PlaceTable places;
    private final DrawTable draws;
    private final Carriage carriage;
    private final Network network;
    private final Grants grants;
    private final Notices notices;
    private final Transactions transactions;
    private final Clock clock;

    Sending(
            ReleaseTable table,
            PlaceTable places,
            DrawTable draws,
            Carriage carriage,
            Network network,
            Grants grants,
            Notices notices,
            Transactions transactions,
            Clock clock) {
        this.table = table;
        this.places = places;
        this.draws = draws;
        this.carriage = carriage;
        this.network = network;
        this.grants = grants;
        this.notices = notices;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Sends what can leave now; safe to repeat. Not within a transaction. */
    void send(String releaseId) {
        Release release = table.find(releaseId).orElseThrow(ProblemException::notFound);
        if (release.state() != ReleaseState.APPROVED) {
            return;
        }
        Map<String, List<Draw>> byPlace = draws.of(releaseId).stream().collect(Collectors.groupingBy(Draw::toNode));
        List<Place> waiting = places.places(releaseId).stream()
                .filter(place -> place.state() == PlaceState.WAITING)
                .toList();
        Map<String, Node> nodes = network.nodes(nodesOf(release, byPlace));
        for (int from = 0; from < waiting.size(); from += PLACES_AT_ONCE) {
            List<Place> some = waiting.subList(from, Math.min(from + PLACES_AT_ONCE, waiting.size()));
            together(release, some, byPlace, nodes);
        }
        done(release);
    }

    private static List<String> nodesOf(Release release, Map<String, List<Draw>> byPlace) {
        var codes = new ArrayList<>(byPlace.keySet());
        byPlace.values().forEach(all -> all.forEach(draw -> codes.add(draw.fromNode())));
        codes.add(release.countyCode());
        return codes.stream().distinct().toList();
    }

    private void together(Release release, List<Place> some, Map<String, List<Draw>> byPlace, Map<String, Node> nodes) {
        try {
            transactions.run(() -> some.forEach(place -> one(release, place, byPlace, nodes)));
        } catch (RuntimeException e) {
            // One that cannot be sent keeps none of the others from it.
            LOG.info("{} places of {} are tried one by one: {}", some.size(), release.releaseId(), e.getMessage());
            some.forEach(place -> alone(release, place, byPlace, nodes));
        }
    }

    private void alone(Release release, Place place, Map<String, List<Draw>> byPlace, Map<String, Node> nodes) {
        try {
            transactions.run(() -> one(release, place, byPlace, nodes));
        } catch (RuntimeException e) {
            String why = Carriage.hindrance(e);
            LOG.warn("{} of release {} was not sent: {}", place.nodeCode(), release.releaseId(), why, unexpected(e));
            transactions.run(() -> places.hindered(release.releaseId(), place.nodeCode(), why));
        }
    }

    /** That nothing leads there is told every few seconds, and needs no stack. */
    @Nullable
    private static RuntimeException unexpected(RuntimeException e) {
        return e instanceof ProblemException ? null : e;
    }

    private void one(Release release, Place place, Map<String, List<Draw>> byPlace, Map<String, Node> nodes) {
        List<Draw> mine = byPlace.getOrDefault(place.nodeCode(), List.of());
        Node to = nodes.get(place.nodeCode());
        Instant now = clock.instant();
        if (to == null || !to.open()) {
            places.hindered(release.releaseId(), place.nodeCode(), "node-not-open");
            return;
        }
        Map<String, List<Draw>> byNode =
                mine.stream().collect(Collectors.groupingBy(Draw::fromNode, TreeMap::new, Collectors.toList()));
        Instant promised = release.drill() ? drilled(release, place, to, byNode, nodes, now) : now;
        // Whoever comes second finds it sent.
        if (promised == null || !places.sent(release.releaseId(), place.nodeCode(), promised) || release.drill()) {
            return;
        }
        for (var from : byNode.entrySet()) {
            Instant there = ship(release, nodes.get(from.getKey()), to, from.getValue(), now);
            promised = there.isAfter(promised) ? there : promised;
        }
        places.promised(release.releaseId(), place.nodeCode(), promised);
        told(release, to, promised);
    }

    /** @return when the last of it would be there; null, and it is noted, when something hinders it */
    @Nullable
    private Instant drilled(
            Release release,
            Place place,
            Node to,
            Map<String, List<Draw>> byNode,
            Map<String, Node> nodes,
            Instant now) {
        Instant last = now;
        for (var from : byNode.entrySet()) {
            Way way = carriage.way(nodes.get(from.getKey()), to, from.getValue(), now);
            if (way.promisedAt() == null) {
                places.hindered(release.releaseId(), place.nodeCode(), way.hindrance());
                return null;
            }
            last = way.promisedAt().isAfter(last) ? way.promisedAt() : last;
        }
        return last;
    }

    /** @return when it is to be there */
    private Instant ship(Release release, Node from, Node to, List<Draw> mine, Instant now) {
        if (from.code().equals(to.code())) {
            return now;
        }
        Map<StockPart, Long> parts = new HashMap<>();
        mine.forEach(draw -> parts.merge(
                Approving.held(new SkuAtNode(draw.skuCode(), from.code()), draw.lotCode()), draw.pieces(), Long::sum));
        var taken = parts.entrySet().stream()
                .map(each -> new Change(each.getKey(), each.getValue()))
                .sorted(java.util.Comparator.comparing(
                                (Change change) -> change.part().skuCode())
                        .thenComparing(change -> change.part().lotCode()))
                .toList();
        Sent sent = carriage.ship(release, from, to, taken, now);
        draws.carried(release.releaseId(), from.code(), to.code(), sent.transferId());
        return sent.promisedAt();
    }

    private void told(Release release, Node station, Instant promised) {
        var facts = Map.of(
                "station",
                station.name(),
                "release",
                release.releaseId(),
                "date",
                org.cunlu.kernel.time.CountyTime.date(promised).toString());
        grants.holders(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, station.code()))
                .forEach(keeper -> notices.tell(keeper, Notices.Kind.RELEASE_COMES, facts));
    }

    private void done(Release release) {
        boolean all = places.unserved(release.releaseId(), PlaceState.WAITING) == 0;
        if (all) {
            transactions.run(() -> table.move(release, ReleaseState.BOOKED, SYSTEM, clock.instant(), null));
            ended(release.releaseId());
        }
    }

    /** The last place may be served before all is said to be booked; safe to repeat. Not within a transaction. */
    void ended(String releaseId) {
        if (places.unserved(releaseId, null) == 0) {
            transactions.run(() -> table.lock(releaseId)
                    .filter(found -> found.state() == ReleaseState.BOOKED)
                    .ifPresent(found -> table.delivered(found, SYSTEM, clock.instant())));
        }
    }
}
