package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cunlu.app.play.FloodReserve.Kept;
import org.cunlu.kernel.caller.Role;

/** What a release took is bought by the orders that it drafted, and comes in through its inspection. */
final class FloodRefill {
    private static final String SUPPLIER = "S-GONGXIAO";

    private final Api api;
    private final People people;
    private final FloodReserve reserve;

    FloodRefill(Api api, People people, FloodReserve reserve) {
        this.api = api;
        this.people = people;
        this.reserve = reserve;
    }

    /** Each holding puts back what was drawn of it. */
    void refill(String release, JsonNode booked, LocalDate day) {
        buy(release, day);
        for (Kept kept : FloodReserve.KEPT) {
            long drawn = Api.list(booked.get("draws")).stream()
                    .filter(draw -> "RESERVE".equals(draw.get("origin").getStringValue())
                            && kept.sku().equals(draw.get("skuCode").getStringValue()))
                    .mapToLong(draw -> draw.get("pieces").getLongValue())
                    .sum();
            reserve.takeIn(kept, drawn, "RE" + day, day, release);
        }
        JsonNode told = api.get(reserve.officer(), "/api/reserve/releases/" + release);
        if (told.get("release").get("refilledOn") == null
                || orders(release).stream().anyMatch(order -> !is(order, "CLOSED"))) {
            throw new Unplayable("the reserve is not refilled, or its orders still wait");
        }
    }

    /** The release has drafted an order for each holding: the county approves them, and the supplier says when he comes. */
    private void buy(String release, LocalDate day) {
        var buyer = new FreshCodes(api, people.of(Role.COUNTY_OPERATOR));
        List<JsonNode> drafts = orders(release);
        if (drafts.size() != FloodReserve.KEPT.size() || !drafts.stream().allMatch(order -> is(order, "DRAFT"))) {
            throw new Unplayable("the release has drafted " + drafts.size() + " orders");
        }
        String comes = day.toString();
        for (JsonNode draft : drafts) {
            String id = draft.get("purchaseId").getStringValue();
            api.postFresh(
                    buyer.person(),
                    "/api/county/purchases/" + id + "/approval",
                    buyer.next(),
                    Map.of("supplier", SUPPLIER, "expectedOn", comes));
            api.post(
                    people.of(Role.SUPPLIER),
                    "/api/supplier/purchases/" + id + "/confirmation",
                    UUID.randomUUID().toString(),
                    Map.of("expectedOn", comes));
        }
    }

    private List<JsonNode> orders(String release) {
        var orders = new ArrayList<JsonNode>();
        Pages.of(
                api,
                people.of(Role.COUNTY_OPERATOR),
                "/api/county/purchases?limit=100&node=" + FloodReserve.HUB,
                order -> {
                    JsonNode refill = order.get("refill");
                    if (refill != null
                            && !refill.isNull()
                            && release.equals(refill.get("id").getStringValue())) {
                        orders.add(order);
                    }
                });
        return orders;
    }

    private static boolean is(JsonNode order, String state) {
        return state.equals(order.get("state").getStringValue());
    }
}
