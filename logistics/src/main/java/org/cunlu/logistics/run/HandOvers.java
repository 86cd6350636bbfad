package org.cunlu.logistics.run;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Aboard;
import org.cunlu.logistics.Aboard.Piece;
import org.cunlu.logistics.Aboard.Stage;
import org.cunlu.logistics.Differences;
import org.cunlu.logistics.Differences.Claim;
import org.cunlu.logistics.Differences.Kind;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.run.HandOverTable.State;
import org.cunlu.logistics.run.HandOverTable.Way;
import org.cunlu.logistics.run.HandOverTable.Word;

/**
 * Compares what the crew said at a stop with what the node scanned. Where they agree it is settled; where not, a difference is
 * opened. A crew that says nothing at all at a stop, as those of buses often do, is not held against anybody.
 */
@Singleton
class HandOvers {
    private static final int NODES_AT_ONCE = 50;
    private static final String SYSTEM = "system";
    private static final int SSCC_LENGTH = 18;

    private final Aboard aboard;
    private final Differences differences;
    private final Network network;
    private final Trips trips;
    private final RunTable runs;
    private final HandOverTable words;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration within;

    /** @param within how long a node has to scan what a crew says it gave or took there */
    HandOvers(
            Aboard aboard,
            Differences differences,
            Network network,
            Trips trips,
            RunTable runs,
            HandOverTable words,
            Transactions transactions,
            Clock clock,
            @Value("${cunlu.logistics.hand-over-within:2h}") Duration within) {
        this.aboard = aboard;
        this.differences = differences;
        this.network = network;
        this.trips = trips;
        this.runs = runs;
        this.words = words;
        this.transactions = transactions;
        this.clock = clock;
        this.within = within;
    }

    /** Settles what waited too long. @return how many stops */
    int settleOverdue() {
        List<Word> open = words.open(clock.instant().minus(within), NODES_AT_ONCE);
        var stops = open.stream()
                .map(word -> Map.entry(word.line() + "/" + word.date(), word.nodeCode()))
                .distinct()
                .toList();
        stops.forEach(stop -> trips.find(stop.getKey()).ifPresent(trip -> settle(trip, stop.getValue(), SYSTEM)));
        return stops.size();
    }

    /** From here on both sides have said what they say. What is settled stays; doing it twice changes nothing. */
    void settle(DatedTrip trip, String nodeCode, String actor) {
        Node node = network.node(nodeCode).orElseThrow();
        transactions.run(() -> {
            runs.lock(trip, node.countyCode());
            Map<String, Piece> pieces =
                    aboard.pieces(trip.code()).stream().collect(Collectors.toMap(Piece::number, Function.identity()));
            List<Word> here = words.of(trip).stream()
                    .filter(word -> word.nodeCode().equals(nodeCode))
                    .toList();
            for (Way way : Way.values()) {
                settle(trip, node, way, here, pieces, actor);
            }
        });
    }

    private void settle(DatedTrip trip, Node node, Way way, List<Word> here, Map<String, Piece> pieces, String actor) {
        List<Word> said = here.stream().filter(word -> word.way() == way).toList();
        if (said.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        for (Word word : said) {
            if (word.state() == State.SAID) {
                boolean agrees = nodeSays(way, node, pieces.get(word.thing()));
                boolean mine = words.settled(word, agrees ? State.AGREED : State.DISPUTED, actor, now);
                if (mine && !agrees) {
                    differences.open(missing(way, word, node, actor, now));
                }
            }
        }
        pieces.values().stream()
                .filter(piece -> nodeSays(way, node, piece))
                .filter(piece -> said.stream().noneMatch(word -> word.thing().equals(piece.number())))
                .forEach(piece -> {
                    words.unspoken(trip, node.countyCode(), node.code(), way, piece.number(), actor, now);
                    differences.open(unspoken(way, piece, node, actor, now));
                });
    }

    /** @return whether the node has taken it off, or has given it to the trip */
    private static boolean nodeSays(Way way, Node node, @Nullable Piece piece) {
        if (piece == null) {
            return false;
        }
        return way == Way.GIVEN
                ? piece.toNode().equals(node.code()) && piece.stage() == Stage.TAKEN_OFF
                : piece.fromNode().equals(node.code()) && piece.stage() != Stage.WAITING;
    }

    /** The crew says it, the node does not. */
    private static Claim missing(Way way, Word word, Node node, String actor, Instant now) {
        return way == Way.GIVEN
                // Whoever runs the trip answers for what it says it gave: the hub.
                ? claim(
                        Kind.SHORT,
                        word.thing(),
                        node,
                        null,
                        actor,
                        now,
                        "司机报已交付，站点未收到 · Given by the crew, not taken by the node")
                : claim(
                        Kind.OVER,
                        word.thing(),
                        node,
                        node.code(),
                        actor,
                        now,
                        "司机报已收取，站点已收回 · Taken by the crew, off again by the node");
    }

    /** The node says it, the crew, which spoke of other things, does not. */
    private static Claim unspoken(Way way, Piece piece, Node node, String actor, Instant now) {
        return way == Way.GIVEN
                ? claim(
                        Kind.OVER,
                        piece.number(),
                        node,
                        null,
                        actor,
                        now,
                        "站点已收，司机未报交付 · Taken by the node, not given by the crew")
                : claim(
                        Kind.SHORT,
                        piece.number(),
                        node,
                        node.code(),
                        actor,
                        now,
                        "站点报已装车，司机未收到 · Loaded by the node, not taken by the crew");
    }

    private static Claim claim(
            Kind kind, String thing, Node node, @Nullable String owner, String actor, Instant now, String detail) {
        boolean bag = thing.length() == SSCC_LENGTH;
        return new Claim(kind, bag ? null : thing, bag ? thing : null, node, owner, actor, now, detail);
    }
}
