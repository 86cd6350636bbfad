package org.cunlu.app.day;

import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.cunlu.app.day.Piece.Hop;
import org.cunlu.app.play.Api;
import org.cunlu.app.play.Unplayable;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Line;

/** Orders become parcels: booked when they are paid, then packed where their goods stand. */
final class Packing {
    private static final Duration BOOKED_WITHIN = Duration.ofSeconds(40);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Api api;
    private final Scanner scanner;
    private final County county;
    private final Map<String, County.Goods> goods;
    private final Map<Integer, Mishap> mishaps = new HashMap<>();
    private final Line carrier;

    Packing(Api api, Scanner scanner, County county, DaySize size) {
        this.api = api;
        this.scanner = scanner;
        this.county = county;
        this.goods = county.bySku();
        this.carrier = county.lines().values().stream()
                .filter(line -> line.mode() == Line.Mode.CARRIER)
                .findFirst()
                .orElseThrow(() -> new Unplayable("no carrier comes"));
        var numbers = new ArrayList<Integer>();
        for (int i = 0; i < size.parcels(); i++) {
            numbers.add(i);
        }
        Collections.shuffle(numbers, new Random(size.seed() + 1));
        for (int i = 0; i < size.mishaps(); i++) {
            mishaps.put(numbers.get(i), Mishap.values()[i % Mishap.values().length]);
        }
    }

    /** @param at where each ended up: its state after packing */
    record Packed(Piece piece, String state) {}

    List<Packed> pack(List<Bought> bought, DayClock clock) {
        var views = booked(bought);
        var pieces = bought.stream()
                .map(each -> piece(each, views.get(each.order()), clock))
                .toList();
        var byNode = pieces.stream()
                .collect(Collectors.groupingBy(piece -> piece.source, TreeMap::new, Collectors.toList()));
        return Together.each(byNode.entrySet(), here -> packAt(here.getKey(), here.getValue(), clock)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Packed> packAt(String node, List<Piece> pieces, DayClock clock) {
        var packed = new ArrayList<Packed>();
        Instant now = clock.now();
        var right = scanner.at(node);
        var wrong = scanner.at(node);
        var order = new ArrayList<Piece>();
        pieces.stream().filter(piece -> !off(piece)).forEach(piece -> {
            right.parcel("PACK", piece.barcode, now, Map.of());
            order.add(piece);
        });
        pieces.stream().filter(Packing::off).forEach(piece -> {
            piece.meets(Mishap.WRONG_CLOCK);
            wrong.parcel("PACK", piece.barcode, now, Map.of());
            order.add(piece);
        });
        var answers = new ArrayList<>(right.send());
        answers.addAll(wrong.send(A_DAY));
        for (int i = 0; i < order.size(); i++) {
            order.get(i).at(node, now);
            packed.add(new Packed(order.get(i), answers.get(i).state()));
        }
        return packed;
    }

    private static boolean off(Piece piece) {
        return piece.mishap == Mishap.WRONG_CLOCK;
    }

    private Piece piece(Bought bought, JsonNode order, DayClock clock) {
        JsonNode tracking = order.get("tracking");
        var plan = new ArrayList<Hop>();
        tracking.get("legs")
                .values()
                .forEach(leg -> plan.add(new Hop(
                        County.text(leg, "fromNode"),
                        County.text(leg, "toNode"),
                        County.text(leg, "lineCode"),
                        Instant.parse(County.text(leg, "departsAt")),
                        Instant.parse(County.text(leg, "arrivesAt")))));
        String to = County.text(tracking, "toNode");
        Instant promised = Instant.parse(County.text(tracking, "promisedAt"));
        boolean out = to.equals(county.gateway());
        return new Piece(
                bought,
                County.text(tracking, "barcode"),
                County.text(tracking, "fromNode"),
                to,
                out && !plan.isEmpty() ? leaves(plan.getLast().arrives()) : promised,
                size(order),
                fitting(bought, out, plan),
                plan,
                clock.now());
    }

    /** Some things cannot happen to some parcels: those meet another departure instead, or, where none is taken, a wrong code. */
    private Mishap fitting(Bought bought, boolean out, List<Hop> plan) {
        Mishap drawn = mishaps.get(bought.number());
        boolean cannot = drawn != null
                && ((drawn.needsStation() && out)
                        || (drawn.needsTransfer() && (plan.size() < 2 || !passesTownship(plan)))
                        || (plan.isEmpty() && !drawn.needsStation()));
        return cannot ? (plan.isEmpty() ? Mishap.WRONG_CODE : Mishap.MISSED) : drawn;
    }

    private boolean passesTownship(List<Hop> plan) {
        return plan.stream()
                .limit(plan.size() - 1L)
                .anyMatch(hop -> county.tier(hop.to()).equals("TOWNSHIP"));
    }

    /** Each buyer looks at what he bought until all of it has a parcel: those who paid online a moment later than others. */
    private Map<String, JsonNode> booked(List<Bought> bought) {
        var booked = new HashMap<String, JsonNode>();
        long deadline = System.nanoTime() + BOOKED_WITHIN.toNanos();
        while (true) {
            var waiting = bought.stream()
                    .filter(each -> !booked.containsKey(each.order()))
                    .toList();
            if (waiting.isEmpty()) {
                return booked;
            }
            if (System.nanoTime() > deadline) {
                throw new Unplayable("a paid order got no parcel within " + BOOKED_WITHIN.toSeconds() + " s: "
                        + waiting.getFirst().order());
            }
            if (!booked.isEmpty()) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            OrderViews.of(api, waiting).forEach((order, view) -> {
                if (view.get("tracking") != null && !view.get("tracking").isNull()) {
                    booked.put(order, view);
                }
            });
        }
    }

    private Piece.Size size(JsonNode order) {
        long grams = 0;
        long cm3 = 0;
        boolean hazardous = false;
        for (JsonNode line : order.get("lines").values()) {
            var sku = goods.get(County.text(line, "skuCode"));
            long pieces = line.get("quantity").getLongValue();
            grams += sku.weightGrams() * pieces;
            cm3 += sku.volumeCm3() * pieces;
            hazardous |= sku.hazardous();
        }
        return new Piece.Size(grams, cm3, hazardous);
    }

    /** @return when the carrier takes what gets to the gateway at this moment, handling included */
    private Instant leaves(Instant arrives) {
        var ready = CountyTime.at(arrives);
        var leaves = CountyTime.instant(
                ready.toLocalDate(),
                LocalTime.MIDNIGHT.plusMinutes(carrier.stops().getFirst().departMinute()));
        return leaves.isBefore(arrives) ? leaves.plus(A_DAY) : leaves;
    }
}
