package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.Instances.key;
import static org.cunlu.app.whole.SmallNetwork.STATION1;

import java.util.HashMap;
import java.util.Map;
import org.cunlu.app.whole.Instances.Answer;
import org.cunlu.app.whole.Instances.Person;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A seller who is suspended, as his buyers meet it on two instances: nothing of his is listed, quoted or placed, at once. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuspendedSellerTest {
    private static final String SHOP = "S-GONGXIAO";
    private static final String SUSPEND = "/api/county/sellers/" + SHOP + "/suspend";
    private static final String REINSTATE = "/api/county/sellers/" + SHOP + "/reinstate";
    private static final Map<String, String> WHY = Map.of("reason", "许可证未续");

    private final SmallCounty county = SmallCounty.open();

    @BeforeEach
    void morning() {
        county.nextMorning();
        county.factor(county.operator);
    }

    @AfterEach
    void allIsAsItWas() {
        county.fresh(county.operator, REINSTATE, Map.of("reason", "test over")).is(200);
        county.audited();
    }

    @Test
    void nothingOfASuspendedSellerIsListedQuotedOrPlacedAndAllOfItComesBack() {
        Person owner = county.person(new Grant(Role.SELLER, new Scope(Scope.Kind.SHOP, SHOP)));
        Person buyer = county.buyer();
        Map<String, Object> asked = new HashMap<>();
        asked.put("destination", Map.of("villageCode", STATION1));
        asked.put("payment", "CASH_AT_PICKUP");
        county.put(buyer, "/api/shop/cart/lines/" + county.offer(), Map.of("quantity", 1))
                .is(200);
        long total = quote(buyer, asked).is(200).body().get("totalFen").getLongValue();
        var order = new HashMap<>(asked);
        order.put("quotedTotalFen", total);
        order.put("recipient", Map.of("name", "张三丰", "phone", buyer.phone()));

        county.post(county.operator, SUSPEND, null, WHY).is(403, "second-factor-needed");
        county.fresh(county.operator, SUSPEND, WHY).is(200);
        long told = told(owner);
        county.fresh(county.operator, SUSPEND, WHY).is(200);
        assertThat(told(owner)).as("told once").isEqualTo(told).isEqualTo(1);
        for (int i = 0; i < 2; i++) {
            assertThat(quote(buyer, asked).status()).as("quote").isEqualTo(409);
            assertThat(county.post(buyer, "/api/shop/order-groups", key(), order)
                            .status())
                    .as("placing what was quoted before")
                    .isEqualTo(409);
            assertThat(county.get(null, "/api/shop/skus/RICE-5K/offers?to=" + STATION1)
                            .text())
                    .doesNotContain(county.offer());
        }
        Soon.is(() -> assertThat(county.get(null, "/api/shop/offers?q=%E5%A4%A7%E7%B1%B3")
                        .is(200)
                        .list("items"))
                .isEmpty());
        Soon.is(() ->
                assertThat(county.get(null, "/api/shop/products/RICE").text()).doesNotContain(county.offer()));

        county.fresh(county.operator, REINSTATE, WHY).is(200);
        quote(buyer, asked).is(200);
        Answer placed =
                county.post(buyer, "/api/shop/order-groups", key(), order).is(201);
        Soon.is(() -> assertThat(county.get(null, "/api/shop/offers?q=%E5%A4%A7%E7%B1%B3")
                        .is(200)
                        .list("items"))
                .hasSize(1));
        county.cancel(county.parcel(buyer, placed));
    }

    private Answer quote(Person buyer, Map<String, Object> asked) {
        return county.post(buyer, "/api/shop/quotes", null, asked);
    }

    private long told(Person owner) {
        return county.counted(
                "SELECT COUNT(*) AS n FROM acc_notice WHERE account_id = ? AND kind = 'SHOP_SUSPENDED'",
                owner.account());
    }
}
