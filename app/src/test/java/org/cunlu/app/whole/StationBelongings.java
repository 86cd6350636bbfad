package org.cunlu.app.whole;

import static org.cunlu.app.whole.Belongings.SHOP;
import static org.cunlu.app.whole.Instances.key;
import static org.cunlu.app.whole.Instances.text;
import static org.cunlu.app.whole.SmallNetwork.HUB;
import static org.cunlu.app.whole.SmallNetwork.STATION1;
import static org.cunlu.app.whole.SmallNetwork.TOWN1;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Role;

/** What stands on a station's papers and a hub's, and those whom a keeper looks after. */
final class StationBelongings {
    private final Belongings belongings;
    private final SmallCounty county;

    StationBelongings(Belongings belongings) {
        this.belongings = belongings;
        this.county = belongings.county;
    }

    void come() {
        ofTheStation();
        ofTheHub();
    }

    private void ofTheStation() {
        var goods = Map.of("node", STATION1, "seller", SHOP, "skuCode", "RICE-5K", "pieces", 3, "weightGrams", 15_000);
        belongings.made("drop-off", belongings.post(Role.STATION_KEEPER, "/api/station/drop-offs", goods), "dropOffId");
        belongings.made(
                "photo",
                county.post(
                        belongings.owner(Role.STATION_KEEPER),
                        "/api/station/photos?node=" + STATION1,
                        null,
                        TradeBelongings.photo()),
                "photoId");
        var agreed = Map.of("way", "PAPER", "on", "2025-01-02", "reference", "站里文件夹 3");
        var farmer = Map.of("name", "冉老汉", "villageCode", STATION1, "birthDate", "1950-03-01", "consent", agreed);
        String villager = belongings
                .post(Role.STATION_KEEPER, "/api/station/villagers", farmer)
                .is(201)
                .string("accountId");
        belongings.is("villager", villager);
        var buyer = new HashMap<String, Object>(Map.of("name", "李四光", "phone", "13800138000"));
        buyer.put("villageCode", STATION1);
        buyer.put("birthDate", "1950-03-04");
        buyer.put("consent", agreed);
        belongings.made("assisted", belongings.post(Role.STATION_KEEPER, "/api/station/assisted", buyer), "assistedId");
        var wish = Map.of("kind", "FARMER", "name", "冉家果园", "homeNode", STATION1, "sellsFood", false);
        belongings.is(
                "seller application",
                text(
                        county.put(belongings.owner(Role.CONSUMER), "/api/shop/seller-application", wish)
                                .is(200)
                                .body()
                                .get("application"),
                        "id"));
    }

    private void ofTheHub() {
        var bag = Map.of("requestId", key(), "node", HUB, "nextNode", TOWN1);
        belongings.made("bag", belongings.post(Role.WAREHOUSE_WORKER, "/api/station/bags", bag), "sscc");
        var more = Map.of("skuCode", "RICE-5K", "pieces", 40);
        belongings.made(
                "adjustment",
                belongings.post(
                        Role.WAREHOUSE_WORKER,
                        "/api/station/adjustments",
                        Map.of("node", HUB, "scrap", false, "reason", "整托复点", "lines", List.of(more))),
                "adjustmentId");
        var line = Map.of("skuCode", "RICE-5K", "status", "AVAILABLE", "pieces", 1);
        belongings.made(
                "transfer",
                belongings.post(
                        Role.WAREHOUSE_WORKER,
                        "/api/station/transfers",
                        Map.of("fromNode", HUB, "toNode", TOWN1, "carriage", "OWN", "lines", List.of(line))),
                "transferId");
        belongings
                .post(Role.WAREHOUSE_WORKER, "/api/station/counts", Map.of("node", HUB, "skuCodes", List.of("RICE-5K")))
                .is(201);
        belongings.newest("count", "count_id", "log_count");
        belongings.made(
                "purchase",
                belongings.post(
                        Role.COUNTY_OPERATOR,
                        "/api/county/purchases",
                        Map.of(
                                "node",
                                HUB,
                                "supplier",
                                SHOP,
                                "lines",
                                List.of(Map.of("skuCode", "RICE-5K", "pieces", 40)))),
                "purchaseId");
    }
}
