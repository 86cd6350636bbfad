package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.DepartureRoom;
import org.cunlu.logistics.GoodsParcels;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Ways;
import org.cunlu.logistics.parcel.Parcel.Change;
import org.cunlu.logistics.parcel.Parcel.Position;

/** Parcels of goods: booked and packed in one, and opened by the node that they were sent to. */
@Singleton
class GoodsBooking implements GoodsParcels {
    private static final int DRAWS_MAX = 5;
    /** In the place of a recipient. */
    private static final String NOBODY = "-";

    private final ParcelTable parcels;
    private final ContentTable contents;
    private final CustodyTable custody;
    private final BagTable bags;
    private final BagLoads loads;
    private final ParcelMoves moves;
    private final Ways ways;
    private final DepartureRoom room;
    private final Labels labels;
    private final Transactions transactions;
    private final Clock clock;

    GoodsBooking(
            ParcelTable parcels,
            ContentTable contents,
            CustodyTable custody,
            BagTable bags,
            BagLoads loads,
            ParcelMoves moves,
            Ways ways,
            DepartureRoom room,
            Labels labels,
            Transactions transactions,
            Clock clock) {
        this.parcels = parcels;
        this.contents = contents;
        this.custody = custody;
        this.bags = bags;
        this.loads = loads;
        this.moves = moves;
        this.ways = ways;
        this.room = room;
        this.labels = labels;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<String> begin(List<Begin> all) {
        transactions.require();
        if (all.isEmpty()) {
            return List.of();
        }
        var booked = new ArrayList<Change>();
        var act = new Act(all.getFirst().fromNode(), all.getFirst().actor(), clock.instant(), null);
        for (Begin begin : all) {
            Parcel parcel = insert(begin, act.at());
            contents.insert(parcel, new TreeMap<>(begin.contents()));
            if (!begin.lots().isEmpty()) {
                contents.insertLots(Map.of(parcel, begin.lots()));
            }
            ways.follow(
                    parcel.barcode(), parcel.countyCode(), 0, begin.promise().rides());
            custody.book(parcel, act);
            booked.add(parcel.to(parcel.position().becomes(ParcelState.AT_NODE, parcel.holder())));
        }
        moves.move(What.PACK, booked, act);
        return booked.stream().map(change -> change.parcel().barcode()).toList();
    }

    private Parcel insert(Begin begin, Instant now) {
        List<Leg> legs = begin.promise().rides();
        var start = new Position(
                ParcelState.BOOKED,
                Holder.node(begin.fromNode()),
                null,
                0,
                legs.getFirst().toNode());
        for (int draw = 1; ; draw++) {
            var parcel = new Parcel(
                    labels.barcode(),
                    begin.countyCode(),
                    begin.holderId(),
                    begin.fromNode(),
                    begin.toNode(),
                    start,
                    begin.load().storageClass(),
                    0,
                    NOBODY,
                    begin.promise().availableAt(),
                    null,
                    null,
                    false,
                    now,
                    1,
                    true);
            try {
                parcels.insert(parcel, begin.load(), now);
                return parcel;
            } catch (RuntimeException e) {
                boolean taken = SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false);
                if (!taken || parcels.find(parcel.barcode()).isEmpty() || draw == DRAWS_MAX) {
                    throw e;
                }
            }
        }
    }

    @Override
    public List<String> open(Node node, Collection<String> barcodes, String actor) {
        transactions.require();
        var sorted = new TreeSet<>(barcodes);
        // Bags are locked before the parcels in them, always.
        TreeSet<String> inBags = parcels.find(sorted).stream()
                .map(Parcel::inBag)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        List<Bag> around = bags.lock(inBags);
        Map<String, Parcel> there =
                parcels.lock(sorted).stream().collect(Collectors.toMap(Parcel::barcode, Function.identity()));
        var not = sorted.stream()
                .filter(barcode -> !there.containsKey(barcode)
                        || !opened(there.get(barcode), node) && !here(there.get(barcode), node, around))
                .toList();
        List<Change> changes = there.values().stream()
                .filter(parcel -> !not.contains(parcel.barcode()) && !opened(parcel, node))
                .sorted(Comparator.comparing(Parcel::barcode))
                .map(parcel -> parcel.to(
                        parcel.position().in(null).becomes(ParcelState.HANDED_OVER, Holder.stock(node.code()))))
                .toList();
        if (not.isEmpty() && !changes.isEmpty()) {
            moves.move(What.STOCK, changes, new Act(node.code(), actor, clock.instant(), null));
            around.forEach(this::lighter);
        }
        return not;
    }

    @Override
    public boolean untouched(Collection<String> barcodes) {
        transactions.require();
        return parcels.lock(new TreeSet<>(barcodes)).stream()
                .allMatch(parcel -> parcel.goods()
                        && parcel.state() == ParcelState.AT_NODE
                        && parcel.holder().isNode(parcel.fromNode())
                        && parcel.inBag() == null
                        && parcel.position().legsDone() == 0);
    }

    @Override
    public void unpack(Collection<String> barcodes, String actor) {
        List<Parcel> apart = parcels.lock(new TreeSet<>(barcodes));
        if (apart.isEmpty()) {
            return;
        }
        moves.move(
                What.UNPACK,
                apart.stream()
                        .map(parcel -> parcel.to(parcel.position().becomes(ParcelState.WITHDRAWN, parcel.holder())))
                        .toList(),
                new Act(apart.getFirst().fromNode(), actor, clock.instant(), null));
        room.free(apart.stream().map(Parcel::orderId).toList());
    }

    private static boolean opened(Parcel parcel, Node node) {
        return parcel.holder().equals(Holder.stock(node.code()));
    }

    private static boolean here(Parcel parcel, Node node, List<Bag> around) {
        return parcel.goods()
                && parcel.state() == ParcelState.AT_NODE
                && parcel.holder().isNode(node.code())
                && parcel.destination().equals(node.code())
                && (parcel.inBag() == null
                        || around.stream()
                                .anyMatch(bag -> bag.sscc().equals(parcel.inBag()) && bag.arrivedAt(node.code())));
    }

    /** Whoever takes something out breaks the seal. */
    private void lighter(Bag bag) {
        if (bag.seal() != null) {
            bags.seal(bag, null);
        }
        loads.emptied(bag);
    }
}
