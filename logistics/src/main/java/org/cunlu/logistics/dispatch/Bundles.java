package org.cunlu.logistics.dispatch;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.NetworkMap;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Opening;
import org.cunlu.logistics.TourProblem.Role;
import org.cunlu.logistics.dispatch.DemandTable.Ride;
import org.cunlu.logistics.dispatch.PlanTable.Things;
import org.cunlu.logistics.dispatch.Sheet.Stop;
import org.cunlu.logistics.dispatch.TermsTable.Station;

/** Rides of parcels, put together to stops: one for each station, hazardous goods apart, and what comes with a later trip apart. */
final class Bundles {
    private static final int DAY = 24 * 3600;

    private final String depot;
    private final LocalDate day;
    private final NetworkMap map;
    private final Map<String, Station> stations;
    private final Map<String, Bundle> bundles = new TreeMap<>();
    private final Set<String> notToday = new TreeSet<>();

    Bundles(String depot, LocalDate day, NetworkMap map, Map<String, Station> stations) {
        this.depot = depot;
        this.day = day;
        this.map = map;
        this.stations = stations;
    }

    private static final class Bundle {
        private final String node;
        private final Role role;
        private final @Nullable String partner;
        private Goods delivers = Goods.NONE;
        private Goods collects = Goods.NONE;
        private int released;
        private @Nullable String releasedBy;
        private boolean must;
        private long cash;
        private int due = Integer.MAX_VALUE;
        /** Where the timetable brings something before the station opens, somebody lets the van in. */
        private int letIn = Integer.MAX_VALUE;

        private final List<String> given = new ArrayList<>();
        private final List<String> taken = new ArrayList<>();

        Bundle(String node, Role role, @Nullable String partner) {
            this.node = node;
            this.role = role;
            this.partner = partner;
        }
    }

    void add(Ride ride) {
        Goods goods = Goods.of(ride.grams(), 1, ride.cm3(), ride.storage());
        String kind = ride.storage() == StorageClass.HAZARDOUS ? "!h" : "";
        boolean must = !CountyTime.date(ride.promised()).isAfter(day);
        if (ride.from().equals(depot)) {
            String late = ride.by() == null
                    ? ""
                    : "@" + ride.by().substring(0, ride.by().lastIndexOf('/'));
            Bundle bundle = bundle(ride.to() + kind + late, ride.to(), Role.VISIT, null);
            bundle.delivers = bundle.delivers.plus(goods);
            bundle.given.add(ride.barcode());
            bundle.must |= must;
            if (ride.by() != null) {
                bundle.releasedBy = ride.by();
                bundle.released = Math.max(bundle.released, ready(Demand.second(day, ride.there())));
            }
            bundle.letIn = Math.min(bundle.letIn, Demand.second(day, ride.comes()));
            due(bundle, ride, ride.to());
        } else if (ride.to().equals(depot)) {
            Bundle bundle = bundle(ride.from() + kind, ride.from(), Role.VISIT, null);
            bundle.collects = bundle.collects.plus(goods);
            bundle.taken.add(ride.barcode());
            bundle.must |= must;
            due(bundle, ride, depot);
        } else {
            String way = ride.from() + ">" + ride.to() + kind;
            Bundle from = bundle(way + "~up", ride.from(), Role.PICKUP, way + "~down");
            Bundle to = bundle(way + "~down", ride.to(), Role.DROP, way + "~up");
            from.collects = from.collects.plus(goods);
            from.taken.add(ride.barcode());
            to.given.add(ride.barcode());
            from.must |= must;
            to.must |= must;
            to.letIn = Math.min(to.letIn, Demand.second(day, ride.comes()));
            due(to, ride, ride.to());
        }
    }

    /** What goes on from where it is brought must be handled there first; what is over that day anyway has no such moment. */
    private void due(Bundle bundle, Ride ride, String where) {
        if (ride.due() != null) {
            Opening opening = map.openings().get(where);
            int due = Demand.second(day, ride.due()) - (opening == null ? 0 : opening.handlingMinutes() * 60);
            bundle.due = due > bundle.released ? Math.min(bundle.due, due) : bundle.due;
        }
    }

    /** @return when the depot has handled what came then */
    private int ready(int second) {
        Opening opening = map.openings().get(depot);
        return Math.max(0, second + (opening == null ? 0 : opening.handlingMinutes() * 60));
    }

    void cash(String node, long fen) {
        if (fen > 0) {
            bundle(node, node, Role.VISIT, null).cash += fen;
        }
    }

    private Bundle bundle(String id, String node, Role role, @Nullable String partner) {
        return bundles.computeIfAbsent(id, key -> new Bundle(node, role, partner));
    }

    List<Stop> stops() {
        var stops = new ArrayList<Stop>();
        bundles.forEach((id, bundle) -> {
            Bundle other = bundle.partner == null ? null : bundles.get(bundle.partner);
            if (planned(bundle) && (other == null || planned(other))) {
                stops.add(stop(id, bundle));
            } else {
                notToday.add(bundle.node);
            }
        });
        return stops;
    }

    /** A node that is not dispatchable is left to the timetable, however urgent what waits there is. */
    private boolean planned(Bundle bundle) {
        return today(bundle) && map.nodes().get(bundle.node).profile().dispatchable();
    }

    private boolean today(Bundle bundle) {
        Opening opening = map.openings().get(bundle.node);
        boolean open = opening == null || opening.days().contains(day.getDayOfWeek());
        int days = stations.getOrDefault(bundle.node, Station.USUAL).days();
        return open && (bundle.must || (days & 1 << day.getDayOfWeek().ordinal()) != 0);
    }

    private Stop stop(String id, Bundle bundle) {
        Opening opening = map.openings().get(bundle.node);
        int opens = opening == null ? 0 : Math.min(opening.opens().toSecondOfDay(), bundle.letIn);
        int closes = opening == null ? DAY : opening.closes().toSecondOfDay();
        Node node = map.nodes().get(bundle.node);
        boolean reached = node.profile().reachableByVehicle();
        long pieces = bundle.role == Role.VISIT
                ? bundle.delivers.pieces() + bundle.collects.pieces()
                : Math.max(bundle.given.size(), bundle.taken.size());
        return new Stop(
                id,
                bundle.node,
                bundle.role,
                bundle.partner,
                bundle.delivers,
                bundle.collects,
                opens,
                bundle.due > opens ? Math.min(bundle.due, closes) : closes,
                stations.getOrDefault(bundle.node, Station.USUAL).learnt().service(pieces),
                bundle.released,
                bundle.releasedBy,
                bundle.must,
                reached ? null : Set.of(),
                bundle.cash);
    }

    Set<String> notToday() {
        return notToday;
    }

    Things things() {
        var given = new TreeMap<String, List<String>>();
        var taken = new TreeMap<String, List<String>>();
        bundles.forEach((id, bundle) -> {
            if (!bundle.given.isEmpty()) {
                given.put(id, List.copyOf(bundle.given));
            }
            if (!bundle.taken.isEmpty()) {
                taken.put(id, List.copyOf(bundle.taken));
            }
        });
        return new Things(given, taken);
    }
}
