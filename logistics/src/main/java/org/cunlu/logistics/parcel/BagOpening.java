package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Bags;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.StationWork;
import org.cunlu.logistics.Timetable;
import org.cunlu.logistics.parcel.BagTable.UnderWay;

/** Opens bags for the nodes to which something goes, and tells which are under way. */
@Singleton
class BagOpening implements Bags {
    private static final int DRAWS_MAX = 5;

    private final BagTable bags;
    private final ParcelTable parcels;
    private final Labels labels;
    private final Timetable timetable;
    private final Clock clock;

    BagOpening(BagTable bags, ParcelTable parcels, Labels labels, Timetable timetable, Clock clock) {
        this.bags = bags;
        this.parcels = parcels;
        this.labels = labels;
        this.timetable = timetable;
        this.clock = clock;
    }

    @Override
    public StationWork.Bag open(Caller caller, Node node, String nextNode, Kind kind) {
        if (timetable.nextDeparture(node.code(), nextNode, clock.instant()).isEmpty()) {
            throw ProblemException.of(409, "no-connection", "没有直达下一站的班次 · No trip leads to that node", null)
                    .field("nextNode");
        }
        for (int draw = 1; ; draw++) {
            String sscc = labels.sscc();
            try {
                bags.insert(sscc, kind, node.countyCode(), node.code(), nextNode, caller.accountId(), clock.instant());
                return new StationWork.Bag(sscc, node.code(), nextNode);
            } catch (RuntimeException e) {
                boolean taken = SqlFailure.in(e).map(SqlFailure::duplicate).orElse(false);
                if (!taken || draw == DRAWS_MAX) {
                    throw e;
                }
            }
        }
    }

    @Override
    public List<Coming> coming(String nodeCode) {
        var all = bags.underWay(nodeCode).stream()
                .collect(Collectors.toMap(
                        each -> each.bag().sscc(), each -> each, (one, same) -> one, LinkedHashMap::new));
        var parcelsIn = new HashMap<String, Integer>();
        parcels.inBagsTo(nodeCode).forEach((sscc, count) -> parcelsIn.merge(outermost(sscc, all), count, Integer::sum));
        return all.values().stream()
                .filter(each -> each.bag().inBag() == null)
                .map(each ->
                        coming(each, nodeCode, parcelsIn.getOrDefault(each.bag().sscc(), 0)))
                .toList();
    }

    private static String outermost(String sscc, Map<String, UnderWay> all) {
        String outer = sscc;
        for (int depth = 0; depth < Bags.DEPTH_MAX; depth++) {
            UnderWay each = all.get(outer);
            if (each == null || each.bag().inBag() == null) {
                return outer;
            }
            outer = each.bag().inBag();
        }
        return outer;
    }

    private Coming coming(UnderWay each, String nodeCode, int parcelsIn) {
        Bag bag = each.bag();
        return new Coming(
                bag.sscc(),
                bag.seal(),
                bag.fromNode(),
                bag.state().name(),
                each.lineCode(),
                each.serviceDate(),
                bag.departsAt(),
                arrival(bag.fromNode(), nodeCode, bag.departsAt()),
                parcelsIn);
    }

    @Nullable
    private Instant arrival(String fromNode, String toNode, Instant departsAt) {
        return timetable
                .nextDeparture(fromNode, toNode, departsAt)
                .filter(leg -> leg.departsAt().equals(departsAt))
                .map(Leg::arrivesAt)
                .orElse(null);
    }

    @Override
    public List<TripWithBags> onTrips() {
        return bags.onTrips().stream()
                .map(trip -> new TripWithBags(
                        trip.fromNode(),
                        trip.toNode(),
                        trip.lineCode(),
                        trip.serviceDate(),
                        trip.departsAt(),
                        arrival(trip.fromNode(), trip.toNode(), trip.departsAt()),
                        trip.bags()))
                .toList();
    }
}
