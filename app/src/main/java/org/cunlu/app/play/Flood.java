package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.cunlu.app.play.FloodReserve.Kept;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.time.CountyTime;

/**
 * A flood. Rice, oil and film of the reserve go to forty villages, and what somebody had bought gives way; the last village has
 * them within a day. Next season the reserve is filled up again, and its keeper is paid for the days on which it was whole.
 */
final class Flood {
    private static final int VILLAGES = 40;
    private static final int BOUGHT = 12;
    private static final int CALLED = 8;
    private static final int PEOPLE_MIN = 240;
    private static final int PEOPLE_STEP = 20;
    private static final LocalTime NOON = LocalTime.of(12, 0);
    private static final Duration WITHIN = Duration.ofHours(24);
    /** Before the flood, and after the refill: days on which the reserve is whole. */
    private static final Duration DRY_DAYS = Duration.ofDays(10);

    private static final Duration SEASON = Duration.ofDays(90);

    private final Api api;
    private final People people;
    private final DemoClock clock;
    private final Market market;
    private final Carrying carrying;
    private final CrateBack.Waiting waiting;
    private final FloodReserve reserve;

    Flood(Api api, People people, DemoClock clock, Market market, Carrying carrying, CrateBack.Waiting waiting) {
        this.api = api;
        this.people = people;
        this.clock = clock;
        this.market = market;
        this.carrying = carrying;
        this.waiting = waiting;
        this.reserve = new FloodReserve(api, people);
    }

    /** @param buyer of rice that is still at the hub when the flood comes */
    Outcome.Flood play(Person buyer) {
        LocalDate day = CountyTime.date(clock.now());
        reserve.stand(day);
        clock.atLeast(clock.now().plus(DRY_DAYS));
        noon();
        String order = ordered(buyer);
        List<String> villages = villages();
        String release = proposed(villages);
        reviewAndApprove(release);
        JsonNode booked = view(release);
        Instant approved = Instant.parse(booked.get("release").get("approvedAt").getStringValue());
        String ended = gaveWay(buyer, order, booked);
        new FloodRelief(api, people, clock, carrying).bring(release, booked);
        Instant served = served(release, approved);
        // The following season.
        clock.atLeast(clock.now().plus(SEASON));
        LocalDate refilled = CountyTime.date(clock.now());
        new FloodRefill(api, people, reserve).refill(release, booked, refilled);
        clock.atLeast(clock.now().plus(DRY_DAYS));
        LocalDate until = CountyTime.date(clock.now()).minusDays(1);
        var statements = FloodReserve.KEPT.stream()
                .map(kept -> reserve.statement(kept, day, until))
                .toList();
        return new Outcome.Flood(
                release,
                villages.size(),
                lines(booked),
                ended,
                approved,
                served,
                Duration.between(approved, served).toMinutes(),
                view(release).get("release").get("refillDue").getStringValue(),
                view(release).get("release").get("refilledOn").getStringValue(),
                statements);
    }

    /** The water comes when the morning's vans have left. */
    private void noon() {
        Instant now = clock.now();
        Instant noon = CountyTime.instant(CountyTime.date(now), NOON);
        clock.atLeast(noon.isAfter(now) ? noon : noon.plus(Duration.ofDays(1)));
    }

    /** @return somebody's order of rice, paid, that nobody has packed */
    private String ordered(Person buyer) {
        var rice = market.find("长粒香大米 5 千克", "DOWN").stream()
                .filter(goods -> goods.sources().contains(FloodReserve.HUB) && goods.weightGrams() == 5_100)
                .findFirst()
                .orElseThrow(() -> new Unplayable("the hub sells no rice of 5 kg"));
        var village = market.villages("镇").getFirst();
        var wish =
                new Purchase.Wish(buyer, Map.of(rice.offer(), BOUGHT), Map.of("villageCode", village.code()), "ONLINE");
        String order = new Purchase(api).make(wish).getFirst();
        Freight parcel = waiting.on("the parcel of rice", () -> freight(buyer, order));
        if (!parcel.fromNode().equals(FloodReserve.HUB)) {
            throw new Unplayable("the rice was to come from the hub, not from " + parcel.fromNode());
        }
        return order;
    }

    private Freight freight(Person buyer, String order) {
        return Freight.of(api.get(buyer, "/api/shop/orders/" + order));
    }

    /** @return station codes, from all over the county */
    private List<String> villages() {
        var all = new ArrayList<String>();
        Pages.of(api, people.of(Role.DISPATCHER), "/api/dispatch/nodes?limit=100", item -> {
            JsonNode node = item.get("node");
            if ("VILLAGE".equals(node.get("tier").getStringValue())
                    && "OPEN".equals(node.get("status").getStringValue())) {
                all.add(node.get("code").getStringValue());
            }
        });
        if (all.size() < VILLAGES) {
            throw new Unplayable("the county has " + all.size() + " open village stations");
        }
        var sorted = all.stream().sorted().toList();
        return IntStream.range(0, VILLAGES)
                .mapToObj(each -> sorted.get(each * sorted.size() / VILLAGES))
                .toList();
    }

    /** @return what there is at the hub of a SKU: the reserve's, and what nobody has bought */
    private long[] there(String sku) {
        var found = new long[2];
        Pages.of(api, people.staff(), "/api/station/stock?limit=100&node=" + FloodReserve.HUB, level -> {
            if (sku.equals(level.get("skuCode").getStringValue())) {
                level.get("parts").values().forEach(part -> {
                    boolean kept = part.get("owner").getStringValue().startsWith("RESERVE")
                            && "AVAILABLE".equals(part.get("status").getStringValue());
                    found[0] += kept ? part.get("pieces").getLongValue() : 0;
                });
                found[1] = level.get("available").getLongValue();
            }
        });
        return found;
    }

    /** Of rice there is less than is needed, even with what is for sale; of oil and film the reserve has enough. */
    private String proposed(List<String> villages) {
        var lines = new ArrayList<Map<String, Object>>();
        for (Kept kept : FloodReserve.KEPT) {
            long[] there = there(kept.sku());
            boolean rice = kept == FloodReserve.KEPT.getFirst();
            long pieces = rice ? there[0] + there[1] + CALLED : there[0] * 4 / 5;
            var line = new HashMap<String, Object>();
            line.put("skuCode", kept.sku());
            line.put("pieces", pieces);
            line.put("needPer1000", Math.ceilDiv(pieces * 1_250, people(villages.size())));
            line.put("priceFen", 0);
            lines.add(line);
        }
        var places = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < villages.size(); i++) {
            places.add(Map.of("node", villages.get(i), "people", peopleAt(i)));
        }
        var wanted = new HashMap<String, Object>();
        wanted.put("level", "COUNTY");
        wanted.put("trigger", "江水漫堤，40 村断粮 · the river is over its banks, 40 villages are cut off");
        wanted.put("use", "口粮、食用油与补种地膜 · food, oil, and film to plant again");
        wanted.put("transport", "客货邮班车与乡村班车，优先装车 · on the lines, before all else");
        wanted.put("validUntil", clock.now().plus(Duration.ofHours(6)).toString());
        wanted.put("sharing", "PEOPLE");
        wanted.put("givingWay", "LATEST_FIRST");
        wanted.put("lines", lines);
        wanted.put("places", places);
        return api.post(
                        reserve.officer(),
                        "/api/reserve/releases",
                        UUID.randomUUID().toString(),
                        wanted)
                .get("release")
                .get("releaseId")
                .getStringValue();
    }

    private static int peopleAt(int village) {
        return PEOPLE_MIN + village % 7 * PEOPLE_STEP;
    }

    private static long people(int villages) {
        return IntStream.range(0, villages).map(Flood::peopleAt).sum();
    }

    private void reviewAndApprove(String release) {
        FreshCodes reviewer = reserve.reviewer();
        FreshCodes authority = reserve.authority();
        String path = "/api/reserve/releases/" + release;
        api.postFresh(reviewer.person(), path + "/review", reviewer.next(), Map.of("agrees", true));
        api.postFresh(authority.person(), path + "/approval", authority.next(), Map.of());
    }

    private JsonNode view(String release) {
        return api.get(reserve.officer(), "/api/reserve/releases/" + release);
    }

    /** @return what became of the order that gave way, of which its buyer was told */
    private String gaveWay(Person buyer, String order, JsonNode booked) {
        long called = booked.get("calls").size() == 0
                ? 0
                : Api.list(booked.get("calls")).stream()
                        .filter(call -> order.equals(call.get("orderId").getStringValue()))
                        .mapToLong(call -> call.get("pieces").getLongValue())
                        .sum();
        if (called != CALLED) {
            throw new Unplayable("the order was to give way with " + CALLED + ", not " + called);
        }
        return waiting.on("the buyer hears that his rice went to the villages", () -> told(buyer));
    }

    private String told(Person buyer) {
        JsonNode notices =
                api.get(people.of(Role.COUNTY_OPERATOR), "/api/county/notices?phone=" + Api.query(buyer.phone()));
        for (JsonNode notice : notices.get("items").values()) {
            String kind = notice.get("kind").getStringValue();
            if (kind.equals("ORDER_FROM_ELSEWHERE") || kind.equals("ORDER_CALLED_UP")) {
                return kind;
            }
        }
        return null;
    }

    private Instant served(String release, Instant approved) {
        JsonNode delivered = view(release).get("release");
        if (!"DELIVERED".equals(delivered.get("state").getStringValue())) {
            throw new Unplayable("the release is " + delivered.get("state").getStringValue());
        }
        Instant last = Instant.parse(delivered.get("deliveredAt").getStringValue());
        if (last.isAfter(approved.plus(WITHIN))) {
            throw new Unplayable("the last village was served after "
                    + Duration.between(approved, last).toMinutes() + " min, not within " + WITHIN.toHours() + " h");
        }
        return last;
    }

    private static List<Outcome.FloodLine> lines(JsonNode booked) {
        var lines = new ArrayList<Outcome.FloodLine>();
        for (JsonNode line : booked.get("lines").values()) {
            int no = line.get("lineNo").getIntValue();
            long reserve = 0;
            long sale = 0;
            for (JsonNode draw : booked.get("draws").values()) {
                if (draw.get("lineNo").getIntValue() == no) {
                    boolean kept = "RESERVE".equals(draw.get("origin").getStringValue());
                    reserve += kept ? draw.get("pieces").getLongValue() : 0;
                    sale += kept ? 0 : draw.get("pieces").getLongValue();
                }
            }
            long[] shares = Api.list(booked.get("shares")).stream()
                    .filter(share -> share.get("lineNo").getIntValue() == no)
                    .mapToLong(share -> share.get("pieces").getLongValue())
                    .sorted()
                    .toArray();
            lines.add(new Outcome.FloodLine(
                    FloodReserve.KEPT.get(no - 1).name(), reserve, sale, shares[0], shares[shares.length - 1]));
        }
        return lines;
    }
}
