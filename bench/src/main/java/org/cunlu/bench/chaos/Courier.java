package org.cunlu.bench.chaos;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.cunlu.bench.chaos.Book.Act;
import org.cunlu.bench.chaos.Caller.Request;
import org.cunlu.bench.chaos.Caller.Result;

/**
 * Who packs, loads, unloads and hands over a few of the parcels, as far as the county's time lets him. Used by one thread
 * at a time, but for {@link #follow}.
 */
final class Courier {
    /** Within the hour before its departure a vehicle is loaded. */
    private static final Duration LOADING_AHEAD = Duration.ofMinutes(10);

    private final Caller caller;
    private final Book book;
    private final Person staff;
    private final int most;
    private final Map<String, Followed> followed = new ConcurrentHashMap<>();
    private @Nullable Instant next;

    /** @param staff who may scan at all nodes  @param most parcels that he cares for at a time */
    Courier(Caller caller, Book book, Person staff, int most) {
        this.caller = caller;
        this.book = book;
        this.staff = staff;
        this.most = most;
    }

    /** An order whose parcel he cares for, and the scans of it that were acknowledged, by kind. */
    private static final class Followed {
        private final Buying buyer;
        private final String groupId;
        private final Map<String, Long> acknowledged = new HashMap<>();
        private boolean unsure;

        Followed(Buying buyer, String groupId) {
            this.buyer = buyer;
            this.groupId = groupId;
        }
    }

    /** Cares for the orders of a paid group from now on, unless he has enough to do. */
    void follow(Buying buyer, Buying.Placed placed) {
        if (followed.size() < most) {
            care(buyer, placed);
        }
    }

    /** Cares for them in any case. */
    void care(Buying buyer, Buying.Placed placed) {
        placed.orders().forEach(order -> followed.put(order, new Followed(buyer, placed.groupId())));
    }

    /** @return whether none of these is left to be cared for: they were handed over or cancelled */
    boolean done(Buying.Placed placed) {
        return placed.orders().stream().noneMatch(followed::containsKey);
    }

    /** @return when something is to be done that could not be done at the last look; empty when nothing waits */
    Optional<Instant> next() {
        return Optional.ofNullable(next);
    }

    Instant now() {
        return Instant.parse(
                caller.must(staff, Request.get("/api/county/clock")).get("now").getStringValue());
    }

    /** A scan to be made. */
    private record Scan(Freight freight, String kind, String node) {}

    /** Does what can be done at this time: the scans of a node in one batch, as a scanner sends them. */
    void work(Instant now) {
        next = null;
        Map<String, List<Scan>> byNode = new TreeMap<>();
        for (Freight freight : look()) {
            if (freight.state().equals("READY")) {
                handOver(freight);
            } else {
                scan(freight, now)
                        .ifPresent(scan -> byNode.computeIfAbsent(scan.node(), node -> new ArrayList<>())
                                .add(scan));
            }
        }
        byNode.values().forEach(this::send);
    }

    private Optional<Scan> scan(Freight freight, Instant now) {
        return switch (freight.state()) {
            case "BOOKED" -> Optional.of(new Scan(freight, "PACK", freight.fromNode()));
            case "AT_NODE" ->
                freight.next()
                        // What has left without it is planned anew by the county.
                        .filter(ride -> !now.isAfter(ride.departsAt()))
                        .filter(ride -> at(ride.departsAt().minus(LOADING_AHEAD), now))
                        .map(ride -> new Scan(freight, "OUT", ride.from()));
            default ->
                freight.riding()
                        .filter(ride -> at(ride.arrivesAt(), now))
                        .map(ride -> new Scan(freight, "IN", ride.to()));
        };
    }

    /** @return the scans that were acknowledged and are not there, or are there more often */
    Verdict held() {
        var lost = new ArrayList<String>();
        var twice = new ArrayList<String>();
        for (Freight freight : look()) {
            Followed one = followed.get(freight.orderId());
            if (one.unsure) {
                continue;
            }
            for (String kind : List.of("PACK", "OUT", "IN")) {
                long known = one.acknowledged.getOrDefault(kind, 0L);
                long seen = freight.scanned(kind);
                String what =
                        "parcel " + freight.barcode() + ": " + kind + " acknowledged " + known + ", there " + seen;
                (seen < known ? lost : twice).addAll(seen == known ? List.of() : List.of(what));
            }
        }
        return new Verdict(lost, twice, 0);
    }

    private List<Freight> look() {
        var all = new ArrayList<Freight>();
        for (String order : followed.keySet()) {
            Result page = caller.ask(followed.get(order).buyer.person(), Request.get("/api/shop/orders/" + order));
            if (!page.done()) {
                continue;
            }
            JsonNode view = page.json();
            String lifecycle = view.get("lifecycle").getStringValue();
            if (lifecycle.equals("OPEN")) {
                Freight.of(view).ifPresent(all::add);
            } else {
                followed.remove(order);
            }
        }
        all.sort(Comparator.comparing(Freight::barcode));
        return all;
    }

    private boolean at(Instant moment, Instant now) {
        if (!moment.isAfter(now)) {
            return true;
        }
        next = Stream.ofNullable(next).filter(moment::isAfter).findFirst().orElse(moment);
        return false;
    }

    private void send(List<Scan> scans) {
        var rows = new ArrayList<Map<String, Object>>();
        for (Scan scan : scans) {
            book.attempted(Act.SCAN);
            rows.add(Map.of(
                    "scanId", UUID.randomUUID().toString(),
                    "scanner", "chaos-" + scan.node(),
                    "deviceTime", Instant.now().toString(),
                    "kind", scan.kind(),
                    "node", scan.node(),
                    "parcel", scan.freight().barcode()));
        }
        Result result =
                caller.ask(staff, new Request("POST", "/api/station/scans", null, Caller.json(Map.of("scans", rows))));
        for (int i = 0; i < scans.size(); i++) {
            Followed one = followed.get(scans.get(i).freight().orderId());
            if (result.done()) {
                answered(one, scans.get(i).kind(), result.json().get("results").get(i));
            } else {
                one.unsure = true;
                book.unknown(Act.SCAN);
            }
        }
    }

    private void answered(Followed one, String kind, JsonNode answer) {
        // A scan that was answered before has the first answer's code.
        JsonNode code = answer.get("code");
        if (code != null && code.isString()) {
            book.refused(Act.SCAN, kind + " " + code.getStringValue());
        } else {
            one.acknowledged.merge(kind, 1L, Long::sum);
            book.scanned();
        }
    }

    private void handOver(Freight freight) {
        if (freight.pickupCode() == null) {
            return;
        }
        book.attempted(Act.PICK_UP);
        var pickup = Map.of(
                "requestId", UUID.randomUUID().toString(),
                "node", freight.toNode(),
                "pickupCode", freight.pickupCode());
        Result result = caller.ask(staff, new Request("POST", "/api/station/pickups", null, Caller.json(pickup)));
        if (result.done()) {
            book.pickedUp(followed.get(freight.orderId()).groupId, freight.orderId());
        } else if (result.refused() && !result.answersLost()) {
            book.refused(Act.PICK_UP, result.code());
        } else {
            book.unknown(Act.PICK_UP);
        }
    }
}
