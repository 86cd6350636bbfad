package org.cunlu.orders.freighting;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.orders.standin.Audit;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.cunlu.orders.standin.StandInNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whose template holds, who says so, and what a quote and an order make of it. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FreightTemplatesTest implements TestPropertyProvider {
    private static final String COUNTY = "/api/county/freight-templates";
    private static final String SELLER = "/api/seller/freight-templates";
    private static final String OPERATOR = "OPERATOR00001 COUNTY_OPERATOR:SUBTREE:" + StandInNetwork.COUNTY;
    private static final String OTHERS = "OPERATOR00002 COUNTY_OPERATOR:SUBTREE:500101";
    private static final String KEEPER_OF_S1 = "SELLER0000001 SELLER:SHOP:S1";

    @Inject
    Shop shop;

    @Inject
    Audit audit;

    @Inject
    TemplatesInForce inForce;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("freight-templates");
    }

    @BeforeEach
    void none() {
        transactions.run(() -> {
            sql.change("DELETE FROM ord_freight_rule");
            sql.change("DELETE FROM ord_freight_template");
        });
        inForce.refresh();
    }

    @Test
    void aSellersTemplateHoldsOnceTheCountySaysSoAndComesBeforeTheCountys() {
        long tariff = outside("S1").number("freightFen");
        county(wanted("OUTSIDE", "", 700, null)).is(201);
        assertThat(outside("S1").number("freightFen")).isEqualTo(700);
        String own = propose(KEEPER_OF_S1, wanted("PROVINCE", "重庆", 500, null))
                .is(201)
                .text("templateId");
        assertThat(outside("S1").number("freightFen")).isEqualTo(700);
        decide(own, "approval").is(200);
        decide(own, "approval").is(409, "decided-before");
        assertThat(outside("S1").number("freightFen")).isEqualTo(500);
        assertThat(outside("S2").number("freightFen")).isEqualTo(700);
        assertThat(outside("S1").number("freightFen")).isNotEqualTo(tariff);
        String second =
                propose(KEEPER_OF_S1, wanted("OUTSIDE", "", 400, null)).is(201).text("templateId");
        decide(second, "approval").is(200);
        assertThat(outside("S1").number("freightFen")).isEqualTo(400);
        shop.send(KEEPER_OF_S1, "POST", SELLER + "/" + second + "/retirement", null, null)
                .is(200);
        assertThat(outside("S1").number("freightFen"))
                .as("the first is not back")
                .isEqualTo(700);
        String declined =
                propose(KEEPER_OF_S1, wanted("OUTSIDE", "", 1, null)).is(201).text("templateId");
        decide(declined, "refusal").is(200);
        decide(declined, "approval").is(409, "decided-before");
    }

    @Test
    void withinTheCountyTheLegsCountUnlessATemplateSpeaksOfItOrOfItsTownship() {
        long legs = inside(StandInNetwork.VILLAGE21).number("freightFen");
        assertThat(legs).isPositive();
        county(wanted("OUTSIDE", "", 700, null)).is(201);
        assertThat(inside(StandInNetwork.VILLAGE21).number("freightFen")).isEqualTo(legs);
        county(wanted("TOWNSHIP", StandInNetwork.TOWN2, 111, null)).is(201);
        assertThat(inside(StandInNetwork.VILLAGE21).number("freightFen")).isEqualTo(111);
        assertThat(inside(StandInNetwork.VILLAGE11).number("freightFen")).isNotEqualTo(111);
    }

    @Test
    void aQuoteTellsWhichTemplateMadeItAndTheOrderKeepsItWhateverIsSaidLater() {
        String template = county(wanted("OUTSIDE", "", 700, 20_000L)).is(201).text("templateId");
        var quote = outside("S1");
        var steps = quote.body().get("shipments").get(0).get("lines").get(0).get("steps");
        var last = steps.get(steps.size() - 1);
        assertThat(last.get("kind").getStringValue()).isEqualTo("FREIGHT");
        assertThat(last.get("ref").getStringValue()).isEqualTo(template);
        assertThat(last.get("fen").getLongValue()).isEqualTo(700);
        assertThat(shop.get(null, "/api/shop/freight-templates/" + template)
                        .is(200)
                        .number("chilledBps"))
                .isEqualTo(5_000);
        String buyer = shop.buyer();
        shop.put(buyer, offer("S1", 10_000), 2).is(200);
        long total = shop.quote(buyer, Shop.outside(), "ONLINE").is(200).number("totalFen");
        assertThat(total).as("free exactly from its limit").isEqualTo(20_000);
        shop.place(buyer, shop.key(), Shop.outside(), "ONLINE", total).is(201);
        String paying = shop.buyer();
        shop.put(paying, offer("S1", 9_999), 2).is(200);
        long whole = shop.quote(paying, Shop.outside(), "ONLINE").is(200).number("totalFen");
        assertThat(whole).isEqualTo(19_998 + 700);
        county(wanted("OUTSIDE", "", 900, null)).is(201);
        shop.place(paying, shop.key(), Shop.outside(), "ONLINE", whole).is(409, "total-changed");
        assertThat(shop.count("ord_line_price_step WHERE kind = 'FREIGHT' AND ref = ?", template))
                .isPositive();
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void othersMayNeitherSeeNorDecideNorRetire() {
        String own =
                propose(KEEPER_OF_S1, wanted("OUTSIDE", "", 500, null)).is(201).text("templateId");
        shop.get(null, "/api/shop/freight-templates/" + own).is(404);
        shop.send(OTHERS, "POST", COUNTY + "/" + own + "/approval", null, null).is(404);
        shop.send(OTHERS, "POST", COUNTY, shop.key(), wanted("OUTSIDE", "", 500, null))
                .is(404);
        shop.get(OTHERS, COUNTY).is(404);
        String stranger = "SELLER0000002 SELLER:SHOP:S2";
        shop.send(stranger, "POST", SELLER + "/" + own + "/retirement", null, null)
                .is(404);
        assertThat(shop.get(stranger, SELLER).is(200).raw()).doesNotContain(own);
        assertThat(shop.get(KEEPER_OF_S1, SELLER).is(200).raw()).contains(own);
        shop.send(OPERATOR + " SELLER:SHOP:S1", "POST", COUNTY + "/" + own + "/approval", null, null)
                .is(409, "own-submission");
        assertThat(shop.count(
                        "ker_trail WHERE act = 'orders.freight-template.refused' AND subject = ? AND state_after = ?",
                        own,
                        "own-submission"))
                .isEqualTo(1);
        shop.send(shop.buyer(), "POST", COUNTY, shop.key(), wanted("OUTSIDE", "", 500, null))
                .is(404);
    }

    @Test
    void nonsenseIsNoTemplateAndAFileIsAllOrNothing() {
        county(wanted("OUTSIDE", "四川", 500, null)).is(400, "code-invalid");
        county(wanted("PROVINCE", "", 500, null)).is(400, "code-invalid");
        county(wanted("OUTSIDE", "", -1, null)).is(400);
        var twice = new HashMap<>(wanted("PROVINCE", "四川", 5, null));
        twice.put("rules", List.of(rule("PROVINCE", "四川", 5, null), rule("PROVINCE", "四川省", 6, null)));
        county(twice).is(400, "area-twice");
        String head = "name,basis,area,code,first_units,first_fen,more_units,more_fen\n";
        var bad = file(head + "县标准,WEIGHT,OUTSIDE,,1000,650,1000,100\n县标准,WEIGHT,COUNTY,x,1,1,1,1\n");
        assertThat(bad.body().get("faults").size()).isEqualTo(1);
        assertThat(shop.count("ord_freight_template")).isZero();
        file(head + "县标准,WEIGHT,OUTSIDE,,1000,650,1000,100\n");
        assertThat(outside("S1").number("freightFen")).isEqualTo(650);
    }

    private Shop.Answer file(String csv) {
        return shop.send(OPERATOR, "POST", COUNTY + "/file", null, csv.getBytes(StandardCharsets.UTF_8))
                .is(200);
    }

    private Shop.Answer county(Map<String, Object> body) {
        return shop.send(OPERATOR, "POST", COUNTY, shop.key(), body);
    }

    private Shop.Answer propose(String who, Map<String, Object> body) {
        return shop.send(who, "POST", SELLER, shop.key(), body);
    }

    private Shop.Answer decide(String id, String what) {
        return shop.send(OPERATOR, "POST", COUNTY + "/" + id + "/" + what, null, null);
    }

    private static Map<String, Object> wanted(String area, String code, long fen, Long freeFrom) {
        var body = new HashMap<String, Object>();
        body.put("name", "运费模板");
        body.put("basis", "WEIGHT");
        body.put("chilledBps", 5_000);
        body.put("hazardousBps", 3_000);
        body.put("rules", List.of(rule(area, code, fen, freeFrom)));
        return body;
    }

    private static Map<String, Object> rule(String area, String code, long fen, Long freeFrom) {
        var rule = new HashMap<String, Object>(Map.of(
                "area", area, "code", code, "firstUnits", 1_000, "firstFen", fen, "moreUnits", 1_000, "moreFen", 100));
        if (freeFrom != null) {
            rule.put("freeFromFen", freeFrom);
        }
        return rule;
    }

    private Offer offer(String seller, long fen) {
        return shop.offer(seller, fen, Map.of(StandInNetwork.HUB, 10L));
    }

    private Shop.Answer outside(String seller) {
        return quote(seller, Shop.outside());
    }

    private Shop.Answer inside(String village) {
        return quote("S1", Shop.village(village));
    }

    private Shop.Answer quote(String seller, Map<String, Object> destination) {
        String buyer = shop.buyer();
        shop.put(buyer, offer(seller, 5_000), 2).is(200);
        return shop.quote(buyer, destination, "ONLINE").is(200);
    }
}
