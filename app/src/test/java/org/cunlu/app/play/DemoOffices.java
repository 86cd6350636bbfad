package org.cunlu.app.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.time.CountyTime;

/** Something to work with for who sits in an office of the demo county: a reserve that is filled up, a brand right that waits, goods to bring. */
public final class DemoOffices {
    private final Api api;
    private final People people;
    private final FloodReserve reserve;
    private final FreshCodes operator;

    public DemoOffices(String url) {
        this.api = new Api(url);
        this.people = new People(api);
        this.reserve = new FloodReserve(api, people);
        this.operator = new FreshCodes(api, people.of(Role.COUNTY_OPERATOR));
    }

    /** Rice, oil and film at the county's hub, as in the story of the flood. */
    public DemoOffices fill() {
        Instant now = Instant.parse(
                api.get(reserve.officer(), "/api/county/clock").get("now").getStringValue());
        reserve.stand(CountyTime.date(now));
        return this;
    }

    /** Rice from the hub for villages of as many townships, to be collected there. */
    public DemoOffices order(int townships) {
        var market = new Market(api);
        var rice = market.find("大米", "DOWN").getFirst();
        var purchase = new Purchase(api);
        var villages = market.villages("村").stream()
                .collect(Collectors.toMap(
                        village -> village.station().substring(0, 9), each -> each, (one, same) -> one, TreeMap::new))
                .values();
        assertThat(villages).hasSizeGreaterThanOrEqualTo(townships);
        var buyer = people.villagers(1).getFirst();
        villages.stream()
                .limit(townships)
                .forEach(village -> purchase.make(new Purchase.Wish(
                        buyer, Map.of(rice.offer(), 2), Map.of("villageCode", village.code()), "CASH_AT_PICKUP")));
        return this;
    }

    /** @return id of an order of rice for one village, to be paid there in cash */
    public String buy(int pieces) {
        var market = new Market(api);
        var village = market.villages("村").getFirst();
        return new Purchase(api)
                .make(new Purchase.Wish(
                        people.villagers(1).getFirst(),
                        Map.of(market.find("大米", "DOWN").getFirst().offer(), pieces),
                        Map.of("villageCode", village.code()),
                        "CASH_AT_PICKUP"))
                .getFirst();
    }

    /** @return code of a village that is served from another station than that of {@link #buy} */
    public String anotherVillage() {
        var villages = new Market(api).villages("村");
        return villages.stream()
                .filter(each -> !each.station().equals(villages.getFirst().station()))
                .findFirst()
                .orElseThrow()
                .code();
    }

    public String reviewersCode() {
        return reserve.reviewer().next();
    }

    public String authoritysCode() {
        return reserve.authority().next();
    }

    public String operatorsCode() {
        return operator.next();
    }

    /** @return id of a brand right that its owner proposes; its certificate is not handed in */
    public String proposeBrandRight() {
        String certificate = "T-" + UUID.randomUUID().toString().substring(0, 8);
        return api.post(
                        people.of(Role.BRAND_OWNER),
                        "/api/brand/authorizations",
                        UUID.randomUUID().toString(),
                        Map.of(
                                "brandCode", "B-ZHONGCHENG",
                                "sellerCode", "S-ZHONGCHENG-01",
                                "origins", List.of("500233114"),
                                "unit", "GRAMS",
                                "quota", 1_000_000,
                                "validFrom", "2036-10-01",
                                "validUntil", "2037-09-30",
                                "certificateNo", certificate))
                .get("authorizationId")
                .getStringValue();
    }

    /** @return id of what the hub's worker found too few of, more than he may write down alone */
    public String proposeAdjustment() {
        return api.post(
                        people.of(Role.WAREHOUSE_WORKER),
                        "/api/station/adjustments",
                        UUID.randomUUID().toString(),
                        Map.of(
                                "node",
                                "500233",
                                "scrap",
                                false,
                                "reason",
                                "整托复点，多出一托",
                                "lines",
                                List.of(Map.of("skuCode", "GX-SHIYAN-400", "pieces", 40))))
                .get("adjustmentId")
                .getStringValue();
    }

    /** @return id of a purchase of 12 bags of salt that the hub ordered of a supplier */
    public String orderForTheHub() {
        return api.post(
                        people.of(Role.COUNTY_OPERATOR),
                        "/api/county/purchases",
                        UUID.randomUUID().toString(),
                        Map.of(
                                "node",
                                "500233",
                                "supplier",
                                "S-GONGXIAO",
                                "lines",
                                List.of(Map.of("skuCode", "GX-SHIYAN-400", "pieces", 12))))
                .get("purchaseId")
                .getStringValue();
    }
}
