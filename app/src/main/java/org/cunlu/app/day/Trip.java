package org.cunlu.app.day;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Line;

/** One dated run of a line: what lies on it from stop to stop, and how full it was at most. Driven by one at a time. */
final class Trip {
    private static final int NOT_YET = -1;

    private final Line line;
    private final LocalDate date;
    private final List<Load> aboard = new ArrayList<>();
    private int lastArrived = NOT_YET;
    private long mostGrams;
    private long mostCm3;
    private int carried;

    Trip(Line line, LocalDate date) {
        this.line = line;
        this.date = date;
    }

    /**
     * A bag on a vehicle.
     * @param alight index of the stop at which it is unloaded
     * @param left false when the scan of its leaving was kept in a scanner without network
     */
    record Load(String sscc, String seal, String from, int alight, List<Piece> pieces, boolean left) {
        long grams() {
            return pieces.stream().mapToLong(piece -> piece.grams).sum();
        }

        long cm3() {
            return pieces.stream().mapToLong(piece -> piece.cm3).sum();
        }
    }

    Line line() {
        return line;
    }

    /** @return as scans name it */
    String code() {
        return line.code() + "/" + date;
    }

    Instant departs(int stop) {
        return at(line.stops().get(stop).departMinute());
    }

    Instant arrives(int stop) {
        return at(line.stops().get(stop).arriveMinute());
    }

    private Instant at(int minute) {
        return CountyTime.instant(date, LocalTime.MIDNIGHT).plusSeconds(minute * 60L);
    }

    String node(int stop) {
        return line.stops().get(stop).nodeCode();
    }

    /** @return date on which a run of this line leaves this stop at this moment */
    static LocalDate dateOf(Line line, int stop, Instant departs) {
        return CountyTime.date(departs.minusSeconds(line.stops().get(stop).departMinute() * 60L));
    }

    /** @return index of the first stop after this one at which it calls at the node */
    int alight(int board, String node) {
        for (int i = board + 1; i < line.stops().size(); i++) {
            if (node(i).equals(node)) {
                return i;
            }
        }
        throw new IllegalArgumentException(code() + " does not go to " + node);
    }

    /** @return whether it calls at the node after this stop */
    boolean goes(int board, String node) {
        return line.stops().stream()
                .skip(board + 1L)
                .anyMatch(stop -> stop.nodeCode().equals(node));
    }

    boolean fits(List<Piece> more, Piece one) {
        long grams = one.grams + more.stream().mapToLong(piece -> piece.grams).sum();
        long cm3 = one.cm3 + more.stream().mapToLong(piece -> piece.cm3).sum();
        return aboardGrams() + grams <= line.weightGrams() && aboardCm3() + cm3 <= line.volumeCm3();
    }

    private long aboardGrams() {
        return aboard.stream().mapToLong(Load::grams).sum();
    }

    private long aboardCm3() {
        return aboard.stream().mapToLong(Load::cm3).sum();
    }

    void load(Load load) {
        aboard.add(load);
        carried += load.pieces().size();
        mostGrams = Math.max(mostGrams, aboardGrams());
        mostCm3 = Math.max(mostCm3, aboardCm3());
    }

    /** It stayed behind after all. */
    void drop(Load load) {
        aboard.remove(load);
        carried -= load.pieces().size();
    }

    /** @return those of a bag that are not in it after all, taken off */
    List<Piece> without(Load load, Predicate<Piece> missing) {
        var out = load.pieces().stream().filter(missing).toList();
        if (!out.isEmpty()) {
            drop(load);
            var in = load.pieces().stream().filter(missing.negate()).toList();
            load(new Load(load.sscc(), load.seal(), load.from(), load.alight(), in, load.left()));
        }
        return out;
    }

    /** @return what gets off at a stop, taken off */
    List<Load> unload(int stop) {
        var off = aboard.stream().filter(load -> load.alight() == stop).toList();
        aboard.removeAll(off);
        lastArrived = stop;
        return off;
    }

    /** @return the next stop at which something gets off; -1 when it is empty */
    int nextUnloading() {
        return aboard.stream().mapToInt(Load::alight).min().orElse(-1);
    }

    boolean empty() {
        return aboard.isEmpty();
    }

    int lastArrived() {
        return lastArrived;
    }

    int carried() {
        return carried;
    }

    /** @return the share of its weight or its space that was taken at most, whichever is more: 0 to 1 */
    double fill() {
        return Math.max((double) mostGrams / line.weightGrams(), (double) mostCm3 / line.volumeCm3());
    }
}
