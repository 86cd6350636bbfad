package org.cunlu.app.day;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.app.day.Scanner.Answer;
import org.cunlu.app.day.Scanner.Batch;
import org.cunlu.app.day.Trip.Load;
import org.cunlu.logistics.Line;

/** What a node does when a vehicle stands there: takes bags off, counts those that look short, empties them, shelves. */
final class Receiving {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SEARCH = Duration.ofMinutes(40);
    private static final Duration STRAYED_FOR = Duration.ofHours(3);

    private final Scanner scanner;
    private final County county;
    private final Desk desk;

    Receiving(Scanner scanner, County county, Desk desk) {
        this.scanner = scanner;
        this.county = county;
        this.desk = desk;
    }

    /** Rows whose answers matter. @param row index of the scan that tells where the parcel is now */
    private record Taken(Piece piece, int row) {}

    void unload(Trip trip, int stop, List<Load> loads) {
        String node = trip.node(stop);
        Instant at = trip.arrives(stop);
        var rows = new Rows(node, at);
        boolean bus = trip.line().mode() == Line.Mode.BUS;
        if (!bus && loads.stream().anyMatch(Load::left)) {
            rows.batch.trip("ARRIVE", trip.code(), at);
            rows.count++;
        }
        for (Load load : loads) {
            rows.open(load, bus && load.left() ? "IN" : "UNLOAD");
        }
        List<Answer> answers = rows.batch.send();
        for (Taken taken : rows.taken) {
            desk.arrived(taken.piece(), node, answers.get(taken.row()).state(), at.plus(MINUTE.multipliedBy(3)));
        }
        rows.strayed.forEach(piece -> desk.search(piece, county.hub(), at.plus(STRAYED_FOR)));
        rows.shorted.forEach((piece, giver) -> desk.search(piece, giver, at.plus(SEARCH)));
    }

    /** The scans of one arrival, as they grow. */
    private final class Rows {
        private final String node;
        private final Instant at;
        private final Batch batch;
        private final List<Taken> taken = new ArrayList<>();
        private final List<Piece> strayed = new ArrayList<>();
        private final Map<Piece, String> shorted = new HashMap<>();
        private int count;

        Rows(String node, Instant at) {
            this.node = node;
            this.at = at;
            this.batch = scanner.at(node);
        }

        void open(Load load, String how) {
            batch.bag(how, load.sscc(), at.plus(MINUTE), how.equals("IN") ? Map.of() : Map.of("seal", load.seal()));
            count++;
            var here = new ArrayList<>(load.pieces());
            var missing =
                    here.stream().filter(piece -> piece.meets(Mishap.SHORT)).toList();
            if (!missing.isEmpty()) {
                here.removeAll(missing);
                missing.forEach(piece -> shorted.put(piece, load.from()));
                var counted = here.stream().map(piece -> piece.barcode).toList();
                batch.bag("COUNT", load.sscc(), at.plus(MINUTE.multipliedBy(2)), Map.of("counted", counted));
                count++;
            }
            here.forEach(this::take);
        }

        private void take(Piece piece) {
            Instant then = at.plus(MINUTE.multipliedBy(3));
            batch.parcel("UNBAG", piece.barcode, then, Map.of());
            int row = count++;
            Instant after = then.plus(MINUTE);
            if (piece.meets(Mishap.DAMAGED)) {
                batch.parcel("DAMAGED", piece.barcode, after, Map.of("reason", "外箱受潮 · wet carton"));
                count++;
            }
            boolean passing =
                    !piece.destination.equals(node) && county.tier(node).equals("TOWNSHIP");
            if (passing && piece.meets(Mishap.STRAYED)) {
                batch.parcel("LOST", piece.barcode, after, Map.of("reason", "分拣后找不到 · not found after sorting"));
                count++;
                piece.stray();
                strayed.add(piece);
                return;
            }
            if (piece.destination.equals(node) && !piece.goingBack() && !node.equals(county.gateway())) {
                batch.parcel("SHELVE", piece.barcode, after, Map.of("place", "A-" + piece.barcode.charAt(16)));
                count++;
            }
            taken.add(new Taken(piece, row));
        }
    }
}
