package org.cunlu.logistics.slip;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.ParcelRegister;
import org.cunlu.logistics.ParcelRegister.OnItsWay;
import org.cunlu.logistics.ParcelRegister.Redirect;
import org.cunlu.logistics.ParcelSlipped;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Rerouting.Cause;
import org.cunlu.logistics.SlipReason;
import org.cunlu.logistics.Ways;
import org.cunlu.logistics.Ways.LegKey;
import org.cunlu.logistics.slip.Planning.Plan;
import org.cunlu.logistics.slip.SlipTable.Entry;
import org.cunlu.logistics.slip.StrandedTable.Stranded;

/** Writes down what was planned for parcels of one county: legs, promise, slip, and tells of it. Joins the transaction. */
@Singleton
class Writing {
    private static final String SYSTEM = "system";
    /** What is over for good waits for nothing. */
    private static final Set<ParcelState> OVER =
            Set.of(ParcelState.WITHDRAWN, ParcelState.RETURNED, ParcelState.HANDED_OVER, ParcelState.WITH_CARRIER);

    private final ParcelRegister register;
    private final Ways ways;
    private final SlipTable slips;
    private final StrandedTable stranded;
    private final Outbox outbox;

    Writing(ParcelRegister register, Ways ways, SlipTable slips, StrandedTable stranded, Outbox outbox) {
        this.register = register;
        this.ways = ways;
        this.slips = slips;
        this.stranded = stranded;
        this.outbox = outbox;
    }

    /**
     * A parcel with what was planned for it.
     * @param legs its next or current leg and those behind it, as they were
     * @param waited whether it was without a way until now
     */
    record Planned(OnItsWay parcel, List<Leg> legs, Plan plan, Cause cause, boolean waited) {
        /** @return whether anything is other than before */
        boolean changes() {
            return switch (plan) {
                case Plan.Way way ->
                    waited
                            || shortened()
                            || !way.legs().equals(replaced(way))
                            || way.otherPickup()
                            || promiseMoves()
                            || moves();
                case Plan.None none -> shortened() || !waited;
                case Plan.Nothing nothing -> waited && OVER.contains(parcel.state());
            };
        }

        /** Legs that the new ones replace: all but the one it rides on. */
        private List<Leg> replaced(Plan.Way way) {
            int riding = way.stand().legsStay() - parcel.legsDone();
            return legs.subList(Math.min(riding, legs.size()), legs.size());
        }

        /** Its room moved with its departures: to give it back and take it again might fail, for they may be closing. */
        boolean keepsSeats() {
            return cause.reason() == SlipReason.TIMETABLE_CHANGED
                    && !waited
                    && plan instanceof Plan.Way way
                    && !way.legs().isEmpty()
                    && !way.otherPickup()
                    && way.legs().equals(replaced(way));
        }

        boolean shortened() {
            return stand() != null && stand().shortened();
        }

        @Nullable
        Planning.Stand stand() {
            return switch (plan) {
                case Plan.Way way -> way.stand();
                case Plan.None none -> none.stand();
                case Plan.Nothing nothing -> null;
            };
        }

        boolean moves() {
            return !toNode().equals(parcel.toNode());
        }

        boolean promiseMoves() {
            return !parcel.goingBack() && !Objects.equals(promisedAfter(), parcel.promisedNow());
        }

        String toNode() {
            return plan instanceof Plan.Way way && !parcel.goingBack() ? way.toNode() : parcel.toNode();
        }

        /** Never sooner than first promised: nobody plans by what may slip back. */
        @Nullable
        Instant promisedAfter() {
            return switch (plan) {
                case Plan.Way way when parcel.goingBack() -> parcel.promisedFirst();
                case Plan.Way way ->
                    way.availableAt().isAfter(parcel.promisedFirst()) ? way.availableAt() : parcel.promisedFirst();
                case Plan.None none -> null;
                case Plan.Nothing nothing ->
                    parcel.promisedNow() == null ? parcel.promisedFirst() : parcel.promisedNow();
            };
        }

        /** What it rides on still leads where it leads. */
        @Nullable
        String nextNode() {
            if (shortened()) {
                return stand().node();
            }
            if (!(plan instanceof Plan.Way way) || way.stand().legsStay() > parcel.legsDone()) {
                return parcel.nextNode();
            }
            return way.legs().isEmpty() ? null : way.legs().getFirst().toNode();
        }
    }

    void write(List<Planned> all, Instant now) {
        if (all.isEmpty()) {
            return;
        }
        var replaced = new LinkedHashMap<LegKey, List<Leg>>();
        var found = new ArrayList<String>();
        for (Planned planned : all) {
            String barcode = planned.parcel().barcode();
            if (planned.shortened()) {
                LegKey ridden = new LegKey(barcode, planned.stand().legsStay());
                ways.shorten(ridden, planned.stand().node(), planned.stand().from());
                replaced.put(ridden, List.of());
            }
            switch (planned.plan()) {
                case Plan.Way way -> {
                    replaced.put(new LegKey(barcode, way.stand().legsStay()), way.legs());
                    found.add(barcode);
                }
                case Plan.None none -> stranded.add(strandedNow(planned, none, now));
                case Plan.Nothing nothing -> found.add(barcode);
            }
            register.reroute(redirect(planned));
        }
        ways.replace(replaced, all.getFirst().parcel().countyCode(), now);
        stranded.remove(found);
        tell(all, now);
    }

    /** Told to nobody: he hears that it is there. */
    void cameLate(OnItsWay parcel, Instant at) {
        boolean told = parcel.promisedNow() != null && !at.isAfter(parcel.promisedNow());
        if (parcel.goingBack() || told) {
            return;
        }
        String barcode = parcel.barcode();
        SlipReason reason = slips.mislaid(barcode) ? SlipReason.MISLAID : SlipReason.RAN_LATE;
        int seq = slips.count(List.of(barcode)).getOrDefault(barcode, 0) + 1;
        var cause = new Cause(reason, "came:" + seq, SYSTEM);
        slips.insert(List.of(new Entry(
                barcode,
                cause.key(),
                parcel.countyCode(),
                seq,
                reason,
                parcel.promisedNow(),
                at,
                parcel.toNode(),
                parcel.toNode(),
                cause.actor(),
                null,
                at)));
        stranded.remove(List.of(barcode));
        register.reroute(new Redirect(barcode, parcel.toNode(), parcel.nextNode(), at, null));
    }

    void insteadOf(OnItsWay parcel, Instant promised, Cause cause, Instant now) {
        if (register.promisedBefore(parcel.barcode(), promised)) {
            slips.insert(List.of(new Entry(
                    parcel.barcode(),
                    cause.key(),
                    parcel.countyCode(),
                    1,
                    cause.reason(),
                    promised,
                    parcel.promisedFirst(),
                    parcel.toNode(),
                    parcel.toNode(),
                    cause.actor(),
                    cause.note(),
                    now)));
        }
    }

    private static Redirect redirect(Planned planned) {
        return new Redirect(
                planned.parcel().barcode(),
                planned.toNode(),
                planned.nextNode(),
                planned.promisedAfter(),
                planned.shortened() ? planned.parcel().bag() : null);
    }

    private void tell(List<Planned> all, Instant now) {
        List<Planned> told = all.stream()
                .filter(planned -> !planned.parcel().goingBack() && !(planned.plan() instanceof Plan.Nothing))
                .toList();
        Map<String, Integer> before = slips.count(
                told.stream().map(planned -> planned.parcel().barcode()).toList());
        var entries = new ArrayList<Entry>();
        var events = new ArrayList<ParcelSlipped>();
        for (Planned planned : told) {
            int seq = before.getOrDefault(planned.parcel().barcode(), 0) + 1;
            entries.add(entry(planned, seq, now));
            if (!planned.parcel().goods() && (planned.promiseMoves() || planned.moves())) {
                events.add(event(planned, seq, now));
            }
        }
        slips.insert(entries);
        outbox.appendAll(events);
    }

    private static Entry entry(Planned planned, int seq, Instant now) {
        OnItsWay parcel = planned.parcel();
        Cause cause = planned.cause();
        return new Entry(
                parcel.barcode(),
                cause.key(),
                parcel.countyCode(),
                seq,
                cause.reason(),
                parcel.promisedNow(),
                planned.promisedAfter(),
                parcel.toNode(),
                planned.toNode(),
                cause.actor(),
                cause.note(),
                now);
    }

    private static ParcelSlipped event(Planned planned, int seq, Instant now) {
        OnItsWay parcel = planned.parcel();
        return new ParcelSlipped(
                parcel.orderId(),
                parcel.barcode(),
                seq,
                planned.cause().reason(),
                parcel.promisedFirst(),
                planned.promisedAfter(),
                planned.toNode(),
                planned.moves(),
                now,
                parcel.toNode());
    }

    private static Stranded strandedNow(Planned planned, Plan.None none, Instant now) {
        OnItsWay parcel = planned.parcel();
        Cause cause = planned.cause();
        return new Stranded(
                parcel.barcode(),
                parcel.countyCode(),
                none.stand().node(),
                cause.key(),
                cause.reason(),
                none.why(),
                cause.actor(),
                cause.note(),
                now);
    }
}
