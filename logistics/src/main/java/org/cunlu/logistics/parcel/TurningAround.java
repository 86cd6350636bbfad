package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.ParcelRegister;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.ReturnParcels;
import org.cunlu.logistics.Timetable;
import org.cunlu.logistics.parcel.Parcel.Position;

/** Begins parcels that go back: booked and packed in one, by who takes them in, and turned towards home at once. */
@Singleton
class TurningAround implements ReturnParcels {
    private static final int DRAWS_MAX = 5;
    /** Of its history rows. */
    private static final String WHY = "AFTER_SALES";

    private final ParcelTable parcels;
    private final ContentTable contents;
    private final CustodyTable custody;
    private final ParcelMoves moves;
    private final ParcelRegister register;
    private final OnTheWay way;
    private final Timetable timetable;
    private final Network network;
    private final Labels labels;
    private final Skus skus;
    private final Transactions transactions;
    private final Clock clock;

    TurningAround(
            ParcelTable parcels,
            ContentTable contents,
            CustodyTable custody,
            ParcelMoves moves,
            ParcelRegister register,
            OnTheWay way,
            Timetable timetable,
            Network network,
            Labels labels,
            Skus skus,
            Transactions transactions,
            Clock clock) {
        this.parcels = parcels;
        this.contents = contents;
        this.custody = custody;
        this.moves = moves;
        this.register = register;
        this.way = way;
        this.timetable = timetable;
        this.network = network;
        this.labels = labels;
        this.skus = skus;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String begin(Begin begin) {
        transactions.require();
        var known = parcels.ofOrder(begin.returnId());
        if (known.isPresent()) {
            return known.get().barcode();
        }
        var act = new Act(begin.atNode(), begin.actor(), clock.instant(), null);
        Parcel parcel = insert(begin);
        contents.insert(parcel, new TreeMap<>(begin.pieces()));
        custody.book(parcel, act);
        moves.move(
                What.PACK, parcel.to(parcel.position().becomes(ParcelState.AT_NODE, parcel.holder())), act.saying(WHY));
        Parcel packed = parcels.lock(parcel.barcode()).orElseThrow();
        moves.move(What.RETURN, homewards(packed, begin, act), act.saying(WHY));
        register.turnBack(parcel.barcode());
        return parcel.barcode();
    }

    private Parcel.Change homewards(Parcel packed, Begin begin, Act act) {
        try {
            return way.from(packed, network.node(begin.atNode()).orElseThrow(), begin.homeNode(), true, act);
        } catch (Refusal e) {
            throw noWay(e.title());
        }
    }

    private Parcel insert(Begin begin) {
        Map<String, Sku> goods = skus.find(begin.pieces().keySet());
        StorageClass kept = StorageClass.strictest(
                goods.values().stream().map(Sku::storageClass).collect(Collectors.toSet()));
        Load load = load(begin.pieces(), goods, kept);
        Instant now = clock.instant();
        Instant there = now;
        if (!begin.atNode().equals(begin.homeNode())) {
            there = switch (timetable.replan(begin.atNode(), begin.homeNode(), load, now)) {
                case Promise.Kept kept_ -> kept_.availableAt();
                case Promise.Refused(Promise.Reason reason) -> throw noWay(reason.name());
            };
        }
        var start = new Position(ParcelState.BOOKED, Holder.node(begin.atNode()), null, 0, null);
        for (int draw = 1; ; draw++) {
            var parcel = new Parcel(
                    labels.barcode(),
                    begin.countyCode(),
                    begin.returnId(),
                    begin.homeNode(),
                    begin.atNode(),
                    start,
                    kept,
                    0,
                    begin.recipientId(),
                    there,
                    null,
                    null,
                    false,
                    now,
                    1,
                    false);
            try {
                parcels.insert(parcel, load, now);
                return parcel;
            } catch (RuntimeException e) {
                boolean taken = SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false);
                if (!taken || parcels.find(parcel.barcode()).isEmpty() || draw == DRAWS_MAX) {
                    throw e;
                }
            }
        }
    }

    private static Load load(Map<String, Long> pieces, Map<String, Sku> goods, StorageClass kept) {
        long grams = 0;
        long cm3 = 0;
        for (var each : pieces.entrySet()) {
            Sku sku = goods.get(each.getKey());
            if (sku == null) {
                throw new IllegalArgumentException("unknown SKU " + each.getKey());
            }
            grams = Math.addExact(grams, Math.multiplyExact(sku.weightGrams(), each.getValue()));
            cm3 = Math.addExact(cm3, Math.multiplyExact(sku.volumeCm3(), each.getValue()));
        }
        return new Load(grams, cm3, 1, kept);
    }

    private static ProblemException noWay(String why) {
        return ProblemException.of(409, "no-way-back", "本站没有回程班次可带此货 · Nothing carries this back from here", null)
                .fact("why", why);
    }
}
