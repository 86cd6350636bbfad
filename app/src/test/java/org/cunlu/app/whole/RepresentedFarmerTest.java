package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.Instances.key;
import static org.cunlu.app.whole.SmallNetwork.STATION1;
import static org.cunlu.app.whole.SmallNetwork.STATION2;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.cunlu.accounts.Grants;
import org.cunlu.app.whole.Instances.Answer;
import org.cunlu.app.whole.Instances.Person;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.time.CountyTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A farmer without a phone, whose shop the keeper of his station opens and keeps for him: the shop and what it earns are his. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepresentedFarmerTest {
    private static final String APPLICATION = "/api/shop/seller-application";
    private static final String LISTINGS = "/api/seller/listings";
    private static final Map<String, Object> WISH =
            Map.of("kind", "FARMER", "name", "冉家果园", "homeNode", STATION1, "sellsFood", false);

    private final SmallCounty county = SmallCounty.open();

    @AfterEach
    void whatMustBeTrueIsTrue() {
        county.audited();
    }

    @Test
    void theKeeperOfHisStationOpensHisShopAndListsForHimAndNobodyElseDoes() throws Exception {
        county.nextMorning();
        county.factor(county.operator);
        Person keeper = county.keeper(STATION1);
        Person stranger = county.keeper(STATION2);
        String farmer = villager(keeper);
        acting(farmer, stranger, "PUT", APPLICATION, WISH).is(404);
        acting(farmer, keeper, "PUT", APPLICATION, WISH).is(404);
        String right = authorise(keeper, farmer, keeper.phone());

        String id = text(acting(farmer, keeper, "PUT", APPLICATION, WISH).is(200), "id");
        hand(farmer, keeper, "BANK_ACCOUNT", Map.of("number", "6222021234567890128"));
        hand(farmer, keeper, "IDENTITY", Map.of("number", "500233199001011236", "file", png()));
        acting(farmer, keeper, "POST", APPLICATION + "/submit", Map.of()).is(200);
        for (var item : county.get(county.operator, "/api/county/seller-items?limit=100")
                .is(200)
                .list("items")) {
            String paper = "/api/county/seller-items/" + Instances.text(item, "id");
            county.get(county.operator, paper + "/paper?why=check");
            county.fresh(county.operator, paper + "/approve", Map.of()).is(200);
        }
        Answer approved = county.fresh(county.operator, "/api/county/seller-applications/" + id + "/approve", Map.of())
                .is(200);
        String shop = text(approved, "sellerCode");
        assertThat(county.bean(Grants.class).holders(Role.SELLER, new Scope(Scope.Kind.SHOP, shop)))
                .as("the shop is the farmer's own")
                .containsExactly(farmer);

        var goods = new HashMap<String, Object>(Map.of(
                "name",
                "黄花梨",
                "priceFen",
                2_000,
                "quantity",
                30,
                "weightGrams",
                2_500,
                "photo",
                png(),
                "categoryCode",
                "GRAIN"));
        county.post(keeper, LISTINGS, key(), goods).is(404);
        acting(farmer, stranger, "POST", LISTINGS, goods).is(404);
        authorise(keeper, farmer, stranger.phone());
        acting(farmer, stranger, "POST", LISTINGS, goods).is(404);
        Answer listed = acting(farmer, keeper, "POST", LISTINGS, goods).is(201);
        assertThat(listed.string("shop")).isEqualTo(shop);
        assertThat(county.get(keeper, "/api/station/announced-goods").is(200).text())
                .contains(listed.string("skuCode"));
        assertThat(county.get(stranger, "/api/station/announced-goods").is(200).text())
                .doesNotContain(listed.string("skuCode"));
        assertThat(county.counted(
                        "SELECT COUNT(*) AS n FROM ker_trail WHERE actor = ? AND act = 'accounts.act-for' AND subject = ?"
                                + " AND state_after = 'POST /api/seller/listings'",
                        keeper.account(),
                        farmer))
                .as("for him, by his keeper")
                .isEqualTo(1);
        assertThat(county.refused(stranger)).isGreaterThanOrEqualTo(3);
        var presale = presale(listed.string("offerId"));
        acting(farmer, stranger, "POST", "/api/seller/presales", presale).is(404);
        acting(farmer, keeper, "POST", "/api/seller/presales", presale).is(201);

        county.send(keeper, "DELETE", "/api/station/villagers/" + farmer + "/representatives/" + right, null, null)
                .is(204);
        acting(farmer, keeper, "GET", LISTINGS + "/defaults", null).is(404);
    }

    private Map<String, Object> presale(String offerId) {
        Instant now = county.bean(Clock.class).instant();
        LocalDate today = CountyTime.date(now);
        return Map.of(
                "offerId",
                offerId,
                "node",
                STATION1,
                "forecast",
                100,
                "sellPercent",
                50,
                "orderUntil",
                now.plus(Duration.ofDays(1)).toString(),
                "shipFrom",
                today.plusDays(2).toString(),
                "shipTo",
                today.plusDays(5).toString(),
                "cutRule",
                "PROPORTIONAL",
                "cancelling",
                "FREE",
                "patienceDays",
                7);
    }

    private String villager(Person keeper) {
        var record = Map.of("name", "冉老汉", "villageCode", STATION1, "birthDate", "1950-03-01", "consent", agreed());
        return county.post(keeper, "/api/station/villagers", key(), record)
                .is(201)
                .string("accountId");
    }

    private String authorise(Person keeper, String farmer, String phone) {
        return county.post(
                        keeper,
                        "/api/station/villagers/" + farmer + "/representatives",
                        null,
                        Map.of("kind", "REPRESENTATIVE", "phone", phone, "agreed", agreed()))
                .is(201)
                .string("representationId");
    }

    private static Map<String, Object> agreed() {
        return Map.of("way", "PAPER", "on", "2025-01-02", "reference", "站里文件夹 3");
    }

    private void hand(String farmer, Person keeper, String item, Map<String, Object> paper) {
        acting(farmer, keeper, "PUT", APPLICATION + "/items/" + item, paper).is(200);
    }

    private Answer acting(String farmer, Person who, String method, String path, Object body) {
        return county.actingFor(farmer, who, method, path, body);
    }

    private static String text(Answer view, String name) {
        return Instances.text(view.body().get("application"), name);
    }

    private static String png() throws Exception {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "png", out);
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }
}
