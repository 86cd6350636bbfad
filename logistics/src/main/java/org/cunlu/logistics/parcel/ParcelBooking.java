package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Consignments;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Pickups;
import org.cunlu.logistics.Rerouting;
import org.cunlu.logistics.Rerouting.Slip;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.Ways;
import org.cunlu.logistics.Ways.ParcelLeg;
import org.cunlu.logistics.parcel.CustodyTable.Taken;
import org.cunlu.logistics.parcel.Parcel.Position;

/** Parcels of orders: booked, taken back, followed. */
@Singleton
class ParcelBooking implements Shipments {
    private static final int DRAWS_MAX = 5;

    private final ParcelTable parcels;
    private final ContentTable contents;
    private final Ways ways;
    private final CustodyTable custody;
    private final ParcelMoves moves;
    private final Pickups pickups;
    private final Consignments consignments;
    private final Labels labels;
    private final Skus skus;
    private final Rerouting rerouting;
    private final Transactions transactions;
    private final Clock clock;

    ParcelBooking(
            ParcelTable parcels,
            ContentTable contents,
            Ways ways,
            CustodyTable custody,
            ParcelMoves moves,
            Pickups pickups,
            Consignments consignments,
            Labels labels,
            Skus skus,
            Rerouting rerouting,
            Transactions transactions,
            Clock clock) {
        this.parcels = parcels;
        this.contents = contents;
        this.ways = ways;
        this.custody = custody;
        this.moves = moves;
        this.pickups = pickups;
        this.consignments = consignments;
        this.labels = labels;
        this.skus = skus;
        this.rerouting = rerouting;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String book(Booking booking) {
        transactions.require();
        var known = parcels.ofOrder(booking.orderId());
        if (known.isPresent()) {
            if (known.get().state() == ParcelState.WITHDRAWN) {
                throw new IllegalStateException("the parcel of this order was withdrawn: " + booking.orderId());
            }
            return known.get().barcode();
        }
        var quantities = booking.contents().stream()
                .collect(Collectors.groupingBy(
                        StockLine::skuCode, TreeMap::new, Collectors.summingLong(StockLine::quantity)));
        if (quantities.isEmpty()
                || !booking.contents().stream().allMatch(line -> line.nodeCode().equals(booking.fromNode()))) {
            throw new IllegalArgumentException("contents do not stand at " + booking.fromNode());
        }
        var goods = skus.find(quantities.keySet());
        if (goods.size() != quantities.size()) {
            throw new IllegalArgumentException("unknown SKU among " + quantities.keySet());
        }
        Parcel parcel = insert(booking, storageClass(goods.values()), load(quantities, goods));
        contents.insert(parcel, quantities);
        ways.follow(parcel.barcode(), parcel.countyCode(), 0, booking.promise().rides());
        custody.book(parcel, new Act(booking.fromNode(), Act.SYSTEM, clock.instant(), null));
        return parcel.barcode();
    }

    private Parcel insert(Booking booking, StorageClass storageClass, Load load) {
        var way = booking.promise().rides();
        var start = new Position(
                ParcelState.BOOKED,
                Holder.node(booking.fromNode()),
                null,
                0,
                way.isEmpty() ? null : way.getFirst().toNode());
        for (int draw = 1; ; draw++) {
            var parcel = new Parcel(
                    labels.barcode(),
                    booking.countyCode(),
                    booking.orderId(),
                    booking.fromNode(),
                    booking.toNode(),
                    start,
                    storageClass,
                    booking.cashDueFen(),
                    booking.recipientId(),
                    booking.promise().availableAt(),
                    null,
                    null,
                    false,
                    clock.instant(),
                    1,
                    false);
            try {
                parcels.insert(parcel, load, clock.instant());
                return parcel;
            } catch (RuntimeException e) {
                boolean taken = SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false);
                // Another barcode helps only when it was the barcode, not the order, that was there already.
                boolean drawAgain = taken && parcels.find(parcel.barcode()).isPresent() && draw < DRAWS_MAX;
                if (!drawAgain) {
                    throw e;
                }
            }
        }
    }

    /** The strictest class decides how the parcel is kept. */
    private static StorageClass storageClass(Collection<Sku> goods) {
        return StorageClass.strictest(goods.stream().map(Sku::storageClass).collect(Collectors.toSet()));
    }

    private static Load load(Map<String, Long> quantities, Map<String, Sku> goods) {
        long grams = 0;
        long cm3 = 0;
        for (var line : quantities.entrySet()) {
            Sku sku = goods.get(line.getKey());
            grams = Math.addExact(grams, Math.multiplyExact(sku.weightGrams(), line.getValue()));
            cm3 = Math.addExact(cm3, Math.multiplyExact(sku.volumeCm3(), line.getValue()));
        }
        return new Load(grams, cm3);
    }

    @Override
    public boolean withdraw(String orderId) {
        transactions.require();
        Optional<Parcel> found = parcels.lockOfOrder(orderId);
        if (found.isEmpty() || found.get().state() == ParcelState.WITHDRAWN) {
            return true;
        }
        Parcel parcel = found.get();
        if (!What.WITHDRAW.startsFrom(parcel.state())) {
            return false;
        }
        moves.move(
                What.WITHDRAW,
                parcel.to(parcel.position().becomes(ParcelState.WITHDRAWN, parcel.holder())),
                new Act(parcel.fromNode(), Act.SYSTEM, clock.instant(), null));
        return true;
    }

    @Override
    public void askForLess(String orderId, long cashDueFen) {
        transactions.require();
        parcels.askForLess(orderId, cashDueFen);
    }

    @Override
    public Map<String, Tracking> track(Collection<String> orderIds) {
        var found = parcels.ofOrders(orderIds);
        var barcodes = found.stream().map(Parcel::barcode).toList();
        var routes = ways.of(barcodes).stream()
                .collect(Collectors.groupingBy(
                        ParcelLeg::barcode, Collectors.mapping(ParcelLeg::leg, Collectors.toList())));
        var steps = custody.of(barcodes).stream()
                .collect(Collectors.groupingBy(
                        Taken::barcode, Collectors.mapping(ParcelBooking::step, Collectors.toList())));
        var outside = consignments.steps(barcodes);
        Map<String, List<Slip>> slips = rerouting.slips(barcodes);
        return found.stream()
                .collect(Collectors.toMap(
                        Parcel::orderId,
                        parcel -> tracking(
                                parcel,
                                routes.getOrDefault(parcel.barcode(), List.of()),
                                together(steps.get(parcel.barcode()), outside.get(parcel.barcode())),
                                slips.getOrDefault(parcel.barcode(), List.of()))));
    }

    /** What its carrier told stands among our own steps; his word that it was delivered says it for both. */
    private static List<Step> together(List<Step> ours, @Nullable List<Step> carriers) {
        return carriers == null
                ? ours
                : Stream.concat(
                                ours.stream().filter(step -> !step.what().equals(What.DELIVER.name())),
                                carriers.stream())
                        .sorted(Comparator.comparing(Step::at))
                        .toList();
    }

    private static Tracking tracking(Parcel parcel, List<Leg> way, List<Step> steps, List<Slip> slips) {
        Holder holder = parcel.holder();
        return new Tracking(
                parcel.barcode(),
                parcel.state(),
                holder.kind() == Holder.Kind.NODE ? holder.id() : null,
                parcel.fromNode(),
                parcel.toNode(),
                parcel.promisedAt(),
                parcel.carrier(),
                parcel.waybill(),
                way,
                steps,
                slips.isEmpty() ? parcel.promisedAt() : slips.getLast().promisedAfter(),
                slips);
    }

    private static Step step(Taken taken) {
        // A person is told by his role: whoever follows a parcel has no business with his id.
        String holder = taken.holder().kind() == Holder.Kind.PERSON
                ? "recipient"
                : taken.holder().id();
        return new Step(taken.at(), taken.what(), taken.nodeCode(), holder);
    }

    @Override
    public Optional<String> pickupCode(String orderId) {
        return pickups.code(orderId);
    }
}
