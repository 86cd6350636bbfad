package org.cunlu.app.day;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.cunlu.app.day.Platform.Waiting;
import org.cunlu.app.day.Scanner.Answer;
import org.cunlu.app.day.Scanner.Batch;
import org.cunlu.app.day.Trip.Load;

/** Loads a trip where it leaves, in bags by next node, and tells at once what is on it; unloading is {@link Receiving}'s. */
final class Driving {
    private static final int BAG_PIECES = 25;
    private static final Duration BAGGING_AHEAD = Duration.ofMinutes(20);
    private static final Duration LOADING_AHEAD = Duration.ofMinutes(5);
    private static final Duration LATE_SCANS_AFTER = Duration.ofMinutes(90);

    private static final Duration LATE_SCANS_WAY = Duration.ofMinutes(12);

    private final Scanner scanner;
    private final Platform platform;
    private final Receiving receiving;
    private final Queue<Kept> kept = new ConcurrentLinkedQueue<>();
    private final Queue<Piece> leftBehind = new ConcurrentLinkedQueue<>();

    Driving(Scanner scanner, Platform platform, Receiving receiving) {
        this.scanner = scanner;
        this.platform = platform;
        this.receiving = receiving;
    }

    /** Scans that wait in a scanner until it has network again. */
    private record Kept(Instant sentAt, Batch batch) {}

    /** Drives a trip until this moment. */
    void drive(Trip trip, Instant until) {
        int stops = trip.line().stops().size();
        for (int stop = 0; stop < stops; stop++) {
            boolean arrives = stop > trip.lastArrived() && !trip.arrives(stop).isAfter(until);
            if (arrives && stop > 0) {
                var off = trip.unload(stop);
                if (!off.isEmpty()) {
                    receiving.unload(trip, stop, off);
                }
            }
            if (stop < stops - 1 && !trip.departs(stop).isAfter(until)) {
                load(trip, stop, platform.board(trip, stop));
            }
        }
    }

    private void load(Trip trip, int stop, List<Waiting> waiting) {
        if (waiting.isEmpty()) {
            return;
        }
        var bags = new ArrayList<Load>();
        var late = new ArrayList<Load>();
        var batch = scanner.at(trip.node(stop));
        Instant loading = trip.departs(stop).minus(LOADING_AHEAD);
        for (var group : grouped(waiting).values()) {
            for (var pieces : packed(trip, group)) {
                Load load = bag(trip, stop, group.getFirst().hop().to(), pieces, batch, bags);
                bags.add(load);
                trip.load(load);
                if (load.left()) {
                    batch.mistake("LOAD", loading, loaded(load, trip, group));
                } else {
                    late.add(load);
                }
            }
        }
        if (bags.size() > late.size()) {
            batch.mistake("DEPART", trip.departs(stop), Map.of("trip", trip.code()));
        }
        if (!batch.isEmpty()) {
            List<Answer> answers = batch.send();
            Set<String> unbagged = batch.refused("BAG", "parcel", answers);
            Set<String> unloaded = batch.refused("LOAD", "bag", answers);
            for (Load load : bags) {
                if (unloaded.contains(load.sscc())) {
                    takeOut(trip, stop, load);
                } else {
                    trip.without(load, piece -> unbagged.contains(piece.barcode))
                            .forEach(this::leave);
                }
            }
        }
        keep(trip, stop, late);
    }

    /** What missed the ride that was planned for it goes with another that is there: the vehicle's own code says so. */
    private static Map<String, Object> loaded(Load load, Trip trip, List<Waiting> group) {
        boolean planned = group.stream()
                .allMatch(
                        each -> each.piece().plans(each.hop()) || !load.pieces().contains(each.piece()));
        return planned ? Map.of("bag", load.sscc()) : Map.of("bag", load.sscc(), "trip", trip.code());
    }

    /** Something in the bag goes another way by now, or later: all of it goes by the station's list. */
    private void takeOut(Trip trip, int stop, Load load) {
        trip.drop(load);
        var batch = scanner.at(trip.node(stop));
        load.pieces().forEach(piece -> {
            batch.mistake("UNBAG", trip.departs(stop), Map.of("parcel", piece.barcode));
            leave(piece);
        });
        batch.send();
    }

    private void leave(Piece piece) {
        piece.stray();
        leftBehind.add(piece);
    }

    private static Map<String, List<Waiting>> grouped(List<Waiting> waiting) {
        var groups = new LinkedHashMap<String, List<Waiting>>();
        waiting.stream()
                .sorted(Comparator.comparing((Waiting each) -> each.piece().due)
                        .thenComparing(each -> each.piece().barcode))
                .forEach(each -> groups.computeIfAbsent(
                                each.hop().to() + each.piece().hazardous, key -> new ArrayList<>())
                        .add(each));
        return groups;
    }

    /** @return what of it goes, by bag; what finds no room, or misses the departure, stays */
    private List<List<Piece>> packed(Trip trip, List<Waiting> group) {
        var bags = new ArrayList<List<Piece>>();
        var going = new ArrayList<Piece>();
        for (Waiting each : group) {
            Piece piece = each.piece();
            if (piece.meets(Mishap.MISSED) || !trip.fits(going, piece)) {
                leave(piece);
            } else {
                going.add(piece);
            }
        }
        for (int from = 0; from < going.size(); from += BAG_PIECES) {
            bags.add(List.copyOf(going.subList(from, Math.min(going.size(), from + BAG_PIECES))));
        }
        return bags;
    }

    private Load bag(Trip trip, int stop, String next, List<Piece> pieces, Batch batch, List<Load> others) {
        String sscc = scanner.bag(trip.node(stop), next);
        String seal = "F" + sscc.substring(8);
        Instant begin = trip.departs(stop).minus(BAGGING_AHEAD);
        for (Piece piece : pieces) {
            Instant at = begin.isAfter(piece.touched()) ? begin : piece.touched();
            var other = others.stream()
                    .filter(load -> load.alight() != trip.alight(stop, next))
                    .findFirst();
            if (other.isPresent() && piece.meets(Mishap.MISSORTED)) {
                batch.mistake(
                        "BAG",
                        at,
                        Map.of("parcel", piece.barcode, "bag", other.get().sscc()));
            }
            batch.mistake("BAG", at, Map.of("parcel", piece.barcode, "bag", sscc));
        }
        batch.mistake("SEAL", trip.departs(stop).minus(LOADING_AHEAD), Map.of("bag", sscc, "seal", seal));
        // On a longer way the watch would take it for left behind, rightly by the papers, before it is there.
        Duration way = Duration.between(trip.departs(stop), trip.arrives(trip.alight(stop, next)));
        boolean near = way.compareTo(LATE_SCANS_WAY) <= 0;
        boolean late = near
                && pieces.stream()
                                .filter(piece -> piece.meets(Mishap.LATE_SCANS))
                                .count()
                        > 0;
        return new Load(sscc, seal, trip.node(stop), trip.alight(stop, next), pieces, !late);
    }

    private void keep(Trip trip, int stop, List<Load> late) {
        if (late.isEmpty()) {
            return;
        }
        var batch = scanner.at(trip.node(stop));
        late.forEach(
                load -> batch.mistake("LOAD", trip.departs(stop).minus(LOADING_AHEAD), Map.of("bag", load.sscc())));
        int alight = late.stream().mapToInt(Load::alight).max().orElseThrow();
        kept.add(new Kept(trip.arrives(alight).plus(LATE_SCANS_AFTER), batch));
    }

    /** Scanners that have network again send what they kept. */
    void sendKept(Instant now) {
        for (Kept each : List.copyOf(kept)) {
            if (!each.sentAt().isAfter(now)) {
                each.batch().send();
                kept.remove(each);
            }
        }
    }

    /** @return when the next of them does; {@link Instant#MAX} when none */
    Instant nextKept() {
        return kept.stream().map(Kept::sentAt).min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    /** @return what stayed on the platform since the last look: it goes by the station's list */
    List<Piece> leftBehind() {
        var left = new ArrayList<Piece>();
        for (Piece piece = leftBehind.poll(); piece != null; piece = leftBehind.poll()) {
            left.add(piece);
        }
        return left;
    }
}
