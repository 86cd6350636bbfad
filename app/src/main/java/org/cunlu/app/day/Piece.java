package org.cunlu.app.day;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** One parcel of the day, as those who handle it know it. Handled by one of them at a time. */
final class Piece {
    final Bought bought;
    final String barcode;
    final String source;
    final String destination;
    /** When it was to be collected, or to leave with the carrier, by what its buyer was told. */
    final Instant due;

    final long grams;
    final long cm3;
    final boolean hazardous;
    final Mishap mishap;
    private List<Hop> plan;
    private volatile String node;
    private volatile Instant touched;
    /** When it could be collected, or was given to a carrier. */
    private volatile Instant reached;

    private volatile boolean happened;
    private volatile boolean back;
    private volatile End end;

    /** A ride that is planned for it. */
    record Hop(String from, String to, String line, Instant departs, Instant arrives) {}

    /** How it ended. */
    enum End {
        HANDED_OVER,
        WITH_CARRIER,
        RETURNED
    }

    Piece(
            Bought bought,
            String barcode,
            String source,
            String destination,
            Instant due,
            Size size,
            Mishap mishap,
            List<Hop> plan,
            Instant now) {
        this.bought = bought;
        this.barcode = barcode;
        this.source = source;
        this.destination = destination;
        this.due = due;
        this.grams = size.grams();
        this.cm3 = size.cm3();
        this.hazardous = size.hazardous();
        this.mishap = mishap;
        this.plan = List.copyOf(plan);
        this.node = source;
        this.touched = now;
    }

    /** What it needs on a vehicle. */
    record Size(long grams, long cm3, boolean hazardous) {}

    String node() {
        return node;
    }

    void at(String where, Instant when) {
        node = where;
        touched = when;
    }

    /** @return when it was last in somebody's hands */
    Instant touched() {
        return touched;
    }

    /** @return the planned ride from where it is; null when there is none, or it has left: then the station's list tells */
    Hop next(Instant now) {
        return plan.stream()
                .filter(hop -> hop.from().equals(node) && hop.departs().isAfter(now))
                .findFirst()
                .orElse(null);
    }

    /** @return whether this ride was planned for it; another one was found for it where it lay */
    boolean plans(Hop hop) {
        return plan.contains(hop);
    }

    /** @param instead the ride that it takes now in place of one that was planned; null where the station's list tells */
    void goesBy(UnaryOperator<Hop> instead) {
        plan = plan.stream().map(instead).filter(Objects::nonNull).toList();
    }

    /** It goes by the station's lists from now on. */
    void stray() {
        plan = List.of();
    }

    /** It goes back to where it came from. */
    void turnBack() {
        back = true;
        stray();
    }

    boolean goingBack() {
        return back;
    }

    void reached(Instant when) {
        if (reached == null) {
            reached = when;
        }
    }

    Instant reached() {
        return reached;
    }

    boolean onTime() {
        return reached != null && !reached.isAfter(due);
    }

    void end(End how) {
        end = how;
    }

    End end() {
        return end;
    }

    /** @return whether this is about to go wrong now; once */
    boolean meets(Mishap wanted) {
        if (mishap != wanted || happened) {
            return false;
        }
        happened = true;
        return true;
    }

    boolean happened() {
        return happened;
    }

    boolean done() {
        return end != null;
    }
}
