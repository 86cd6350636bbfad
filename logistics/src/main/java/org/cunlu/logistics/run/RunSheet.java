package org.cunlu.logistics.run;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.logistics.Aboard;
import org.cunlu.logistics.Aboard.Piece;
import org.cunlu.logistics.Aboard.Stage;
import org.cunlu.logistics.CashDrawer;
import org.cunlu.logistics.Recyclables;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.SlipReason;
import org.cunlu.logistics.run.DatedTrip.Planned;
import org.cunlu.logistics.run.HandOverTable.State;
import org.cunlu.logistics.run.HandOverTable.Way;
import org.cunlu.logistics.run.HandOverTable.Word;
import org.cunlu.logistics.run.StopTable.Seen;

/** A trip stop by stop: times, and what is to be handed over and collected at each. */
@Singleton
class RunSheet {
    private final Trips trips;
    private final RunTable runs;
    private final StopTable stops;
    private final HandOverTable words;
    private final Aboard aboard;
    private final Rerouting rerouting;
    private final CashDrawer drawer;
    private final Recyclables recyclables;
    private final Clock clock;

    RunSheet(
            Trips trips,
            RunTable runs,
            StopTable stops,
            HandOverTable words,
            Aboard aboard,
            Rerouting rerouting,
            CashDrawer drawer,
            Recyclables recyclables,
            Clock clock) {
        this.trips = trips;
        this.runs = runs;
        this.stops = stops;
        this.words = words;
        this.aboard = aboard;
        this.rerouting = rerouting;
        this.drawer = drawer;
        this.recyclables = recyclables;
        this.clock = clock;
    }

    /** A trip in short. */
    @Serdeable
    record Short(
            String trip,
            String name,
            String from,
            String to,
            Instant departsAt,
            Instant arrivesAt,
            Punctuality punctuality) {}

    /** @param exceptions what rides on past its stop */
    @Serdeable
    record Sheet(Short trip, List<StopSheet> stops, List<CarriedPast> exceptions) {}

    /** A parcel that rides on though its stop lies behind it. @param getsOff node where it is to be handed over instead */
    @Serdeable
    record CarriedPast(
            String barcode,
            String getsOff,
            String title,
            @Nullable String note,
            Instant at) {}

    /**
     * A stop.
     * @param handOver what leaves the trip here
     * @param collect what the trip takes here, or took
     * @param cash bundles that are offered here; who drives for this node may take them along
     * @param recyclables loads that are to go with this trip
     */
    @Serdeable
    record StopSheet(
            String node,
            String name,
            Instant arrivesAt,
            Instant departsAt,
            @Nullable Instant arrivedAt,
            @Nullable Instant departedAt,
            @Nullable Instant passedAt,
            List<Item> handOver,
            List<Item> collect,
            List<CashDrawer.Offered> cash,
            List<Recyclables.Load> recyclables) {}

    /**
     * A bag or a loose parcel.
     * @param word how far both sides are with it; null while the crew said nothing of it
     * @param takenBy account of who scanned it off, at {@code takenAt}: the proof that it was handed over
     */
    @Serdeable
    record Item(
            String number,
            boolean bag,
            Stage stage,
            int parcels,
            long weightGrams,
            @Nullable State word,
            @Nullable String takenBy,
            @Nullable Instant takenAt) {}

    Short shortly(DatedTrip trip) {
        return shortly(trip, stops.of(trip));
    }

    private Short shortly(DatedTrip trip, List<Seen> seen) {
        Integer saidLate = runs.find(trip).map(RunTable.Run::saidLate).orElse(null);
        return new Short(
                trip.code(),
                trip.line().name(),
                trips.name(trip.first().nodeCode()),
                trips.name(trip.last().nodeCode()),
                trip.first().departsAt(),
                trip.last().arrivesAt(),
                Punctuality.of(trip, seen, saidLate, clock.instant()));
    }

    Sheet of(DatedTrip trip) {
        List<Seen> seen = stops.of(trip);
        Map<Integer, Seen> bySeq = seen.stream().collect(Collectors.toMap(Seen::seq, Function.identity()));
        List<Piece> pieces = aboard.pieces(trip.code());
        List<Word> said = words.of(trip);
        Map<String, List<Recyclables.Load>> loads =
                recyclables.loads(trip.line().code(), trip.date());
        return new Sheet(
                shortly(trip, seen),
                trip.stops().stream()
                        .map(stop -> sheet(trip, stop, bySeq.get(stop.seq()), pieces, said, loads))
                        .toList(),
                exceptions(trip));
    }

    private List<CarriedPast> exceptions(DatedTrip trip) {
        var found = new ArrayList<CarriedPast>();
        aboard.riding(trip.code())
                .forEach((node, barcodes) -> rerouting.slips(barcodes).forEach((barcode, slips) -> {
                    var last = slips.getLast();
                    if (last.reason() == SlipReason.STOP_PASSED) {
                        found.add(new CarriedPast(barcode, node, last.title(), last.note(), last.at()));
                    }
                }));
        found.sort(Comparator.comparing(CarriedPast::at).thenComparing(CarriedPast::barcode));
        return found;
    }

    private StopSheet sheet(
            DatedTrip trip,
            Planned stop,
            @Nullable Seen seen,
            List<Piece> pieces,
            List<Word> said,
            Map<String, List<Recyclables.Load>> loads) {
        boolean first = stop.seq() == 0;
        boolean last = stop.seq() == trip.last().seq();
        return new StopSheet(
                stop.nodeCode(),
                trips.name(stop.nodeCode()),
                stop.arrivesAt(),
                stop.departsAt(),
                seen == null ? null : seen.arrivedAt(),
                seen == null ? null : seen.departedAt(),
                seen == null ? null : seen.passedAt(),
                first ? List.of() : items(Way.GIVEN, stop, pieces, said),
                last ? List.of() : items(Way.TAKEN, stop, pieces, said),
                last ? List.of() : drawer.offered(stop.nodeCode()),
                loads.getOrDefault(stop.nodeCode(), List.of()));
    }

    private static List<Item> items(Way way, Planned stop, List<Piece> pieces, List<Word> said) {
        return pieces.stream()
                .filter(piece -> way == Way.GIVEN
                        ? piece.toNode().equals(stop.nodeCode()) && piece.stage() != Stage.WAITING
                        : piece.fromNode().equals(stop.nodeCode()))
                .map(piece -> new Item(
                        piece.number(),
                        piece.bag(),
                        piece.stage(),
                        piece.parcels(),
                        piece.weightGrams(),
                        word(way, stop, piece, said),
                        way == Way.GIVEN ? piece.takenBy() : null,
                        way == Way.GIVEN ? piece.takenAt() : null))
                .toList();
    }

    /** What the node scanned since the crew spoke is agreed, though nobody settled it yet. */
    @Nullable
    private static State word(Way way, Planned stop, Piece piece, List<Word> said) {
        State state = said.stream()
                .filter(word -> word.way() == way
                        && word.nodeCode().equals(stop.nodeCode())
                        && word.thing().equals(piece.number()))
                .map(Word::state)
                .findFirst()
                .orElse(null);
        boolean taken = way == Way.GIVEN ? piece.stage() == Stage.TAKEN_OFF : piece.stage() != Stage.WAITING;
        return state == State.SAID && taken ? State.AGREED : state;
    }
}
