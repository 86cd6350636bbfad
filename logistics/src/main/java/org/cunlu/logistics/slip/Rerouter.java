package org.cunlu.logistics.slip;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.ParcelRegister;
import org.cunlu.logistics.ParcelRegister.OnItsWay;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.Ways;
import org.cunlu.logistics.Ways.ParcelLeg;
import org.cunlu.logistics.slip.Planning.Plan;
import org.cunlu.logistics.slip.Roads.ComingStop;
import org.cunlu.logistics.slip.SlipTable.OfParcel;

/** Re-routes parcels, some at a time, each once for a cause. */
@Singleton
class Rerouter implements Rerouting {
    /** Few enough that scans wait for no more than a moment, many enough that a thousand take seconds. */
    static final int BATCH = 50;
    /** So often at most others may be quicker to take the last room. */
    private static final int SEARCHES_MAX = 12;

    private final ParcelRegister register;
    private final Ways ways;
    private final Planning planning;
    private final SlipTable slips;
    private final StrandedTable stranded;
    private final Writing writing;
    private final DepartureRoom room;
    private final Transactions transactions;
    private final Clock clock;

    Rerouter(
            ParcelRegister register,
            Ways ways,
            Planning planning,
            SlipTable slips,
            StrandedTable stranded,
            Writing writing,
            DepartureRoom room,
            Transactions transactions,
            Clock clock) {
        this.register = register;
        this.ways = ways;
        this.planning = planning;
        this.slips = slips;
        this.stranded = stranded;
        this.writing = writing;
        this.room = room;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Outcome reroute(Collection<String> barcodes, Cause cause) {
        return reroute(barcodes, cause, null);
    }

    @Override
    public Outcome carriedPast(Collection<String> barcodes, Cause cause, String nextStop, Instant at) {
        return reroute(barcodes, cause, new ComingStop(nextStop, at));
    }

    private Outcome reroute(Collection<String> barcodes, Cause cause, @Nullable ComingStop ahead) {
        var ordered = new ArrayList<>(new TreeSet<>(barcodes));
        int rerouted = 0;
        int unchanged = 0;
        var withoutWay = new ArrayList<String>();
        for (int from = 0; from < ordered.size(); from += BATCH) {
            List<String> some = ordered.subList(from, Math.min(from + BATCH, ordered.size()));
            Outcome of = transactions.run(() -> some(some, cause, ahead));
            rerouted += of.rerouted();
            unchanged += of.unchanged();
            withoutWay.addAll(of.withoutWay());
        }
        return new Outcome(rerouted, unchanged, withoutWay);
    }

    @Override
    public Outcome rerouteOrder(String orderId, Cause cause) {
        return register.barcodeOf(orderId)
                .map(barcode -> reroute(List.of(barcode), cause))
                .orElseGet(() -> new Outcome(0, 0, List.of()));
    }

    @Override
    public void cameLate(String barcode, Instant at) {
        transactions.require();
        register.lock(List.of(barcode)).forEach(parcel -> writing.cameLate(parcel, at));
    }

    @Override
    public void insteadOf(String barcode, Instant promised, Cause cause) {
        transactions.require();
        register.lock(List.of(barcode)).forEach(parcel -> writing.insteadOf(parcel, promised, cause, clock.instant()));
    }

    @Override
    public Map<String, List<Slip>> slips(Collection<String> barcodes) {
        return slips.of(barcodes).stream()
                .collect(Collectors.groupingBy(
                        OfParcel::barcode, Collectors.mapping(OfParcel::slip, Collectors.toList())));
    }

    /** Joins the transaction that is under way. */
    Outcome some(List<String> barcodes, Cause cause) {
        return some(barcodes, cause, null);
    }

    private Outcome some(List<String> barcodes, Cause cause, @Nullable ComingStop ahead) {
        Instant now = clock.instant();
        var planned = new ArrayList<>(plan(barcodes, cause, now, ahead));
        List<String> bags = planned.stream()
                .filter(each -> each.shortened() && each.parcel().bag() != null)
                .map(each -> each.parcel().bag())
                .distinct()
                .toList();
        if (!bags.isEmpty()) {
            // A bag gets off with all that lies in it.
            var others = new TreeSet<>(register.inBagsWith(bags));
            barcodes.forEach(others::remove);
            planned.addAll(plan(List.copyOf(others), cause, now, ahead));
        }
        planned.replaceAll(each -> withRoom(each, now));
        List<Writing.Planned> changed =
                planned.stream().filter(Writing.Planned::changes).toList();
        writing.write(changed, now);
        return outcome(barcodes, planned, changed);
    }

    private List<Writing.Planned> plan(List<String> barcodes, Cause cause, Instant now, @Nullable ComingStop ahead) {
        List<OnItsWay> parcels = register.lock(barcodes);
        Set<String> known = slips.slippedBy(cause.key(), barcodes);
        Set<String> waiting = stranded.of(barcodes).stream()
                .map(StrandedTable.Stranded::barcode)
                .collect(Collectors.toSet());
        Map<String, List<Leg>> untaken = untaken(parcels);
        return parcels.stream()
                .filter(parcel -> !known.contains(parcel.barcode()))
                .map(parcel -> {
                    List<Leg> legs = untaken.getOrDefault(parcel.barcode(), List.of());
                    Plan plan = planning.plan(parcel, legs, cause, now, ahead);
                    return new Writing.Planned(parcel, legs, plan, cause, waiting.contains(parcel.barcode()));
                })
                .toList();
    }

    /** Room on the departures goes with the legs; where others were quicker, the search knows it now and is asked again. */
    private Writing.Planned withRoom(Writing.Planned first, Instant now) {
        Writing.Planned planned = first;
        for (int search = 1; search <= SEARCHES_MAX; search++) {
            if (!planned.changes() || planned.stand() == null || planned.keepsSeats()) {
                return planned;
            }
            OnItsWay parcel = planned.parcel();
            int stays = planned.stand().legsStay();
            List<Leg> legs = planned.plan() instanceof Plan.Way way ? way.seats() : List.of();
            if (room.move(
                    parcel.countyCode(), parcel.orderId(), stays, stays, new DepartureRoom.Way(legs, parcel.load()))) {
                return planned;
            }
            Plan again = search < SEARCHES_MAX
                    ? planning.search(planned.stand(), ((Plan.Way) planned.plan()).toNode(), parcel, planned.cause())
                    : new Plan.None(planned.stand(), Promise.Reason.FULL);
            planned = new Writing.Planned(parcel, planned.legs(), again, planned.cause(), planned.waited());
        }
        return planned;
    }

    private static Outcome outcome(List<String> asked, List<Writing.Planned> planned, List<Writing.Planned> changed) {
        Set<String> given = Set.copyOf(asked);
        int rerouted = (int) changed.stream()
                .filter(each -> each.plan() instanceof Plan.Way
                        && given.contains(each.parcel().barcode()))
                .count();
        List<String> withoutWay = planned.stream()
                .filter(each -> each.plan() instanceof Plan.None
                        && given.contains(each.parcel().barcode()))
                .map(each -> each.parcel().barcode())
                .toList();
        return new Outcome(rerouted, asked.size() - rerouted - withoutWay.size(), withoutWay);
    }

    /** @return next or current leg of each, and those behind it */
    private Map<String, List<Leg>> untaken(List<OnItsWay> parcels) {
        Map<String, OnItsWay> byBarcode =
                parcels.stream().collect(Collectors.toMap(OnItsWay::barcode, Function.identity()));
        return ways.of(byBarcode.keySet()).stream()
                .filter(leg -> leg.seq() > byBarcode.get(leg.barcode()).legsDone())
                .collect(Collectors.groupingBy(
                        ParcelLeg::barcode, Collectors.mapping(ParcelLeg::leg, Collectors.toList())));
    }
}
