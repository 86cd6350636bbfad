package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.Instances.key;
import static org.cunlu.app.whole.SmallNetwork.STATION1;
import static org.cunlu.app.whole.SmallNetwork.STATION2;

import java.util.HashMap;
import java.util.Map;
import org.cunlu.app.whole.Instances.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Villagers' goods handed in, as a keeper's page and a stranger meet it. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DropOffsOverHttpTest {
    private static final String DROP_OFFS = "/api/station/drop-offs";

    private final SmallCounty county = SmallCounty.open();

    @AfterEach
    void whatMustBeTrueIsTrue() {
        county.audited();
    }

    @Test
    void goodsForTheShelfAreStockOnceThoughTheyAreSentTwice() {
        long before = onShelf();
        String key = key();
        Answer taken = take(key, goods()).is(201);
        assertThat(taken.string("outcome")).isEqualTo("CONSIGNED");
        String id = taken.string("dropOffId");
        assertThat(take(key, goods()).is(201).string("dropOffId")).isEqualTo(id);
        take(key, changed("pieces", 4)).is(409, "key-reused");
        assertThat(onShelf()).isEqualTo(before + 3);
        assertThat(county.get(county.keeper(STATION1), DROP_OFFS + "?node=" + STATION1)
                        .is(200)
                        .text())
                .contains(id);
        county.get(county.keeper(STATION1), DROP_OFFS + "/" + id + "/label?node=" + STATION1)
                .is(200);
        county.get(county.keeper(STATION2), DROP_OFFS + "/" + id + "/label?node=" + STATION2)
                .is(404, "not-found");
        assertThat(county.get(county.keeper(STATION2), DROP_OFFS + "?node=" + STATION2)
                        .is(200)
                        .text())
                .doesNotContain(id);
    }

    @Test
    void whatCannotBeIsRefusedWithItsReasonAndNothingIsKept() {
        long before = onShelf();
        long kept = county.counted("SELECT COUNT(*) AS n FROM log_drop_off");
        for (Object pieces : new Object[] {0, -1, 1_000_001, "many", 1.5}) {
            assertThat(take(key(), changed("pieces", pieces)).status())
                    .as("%s pieces", pieces)
                    .isEqualTo(400);
        }
        for (Object grams : new Object[] {0, -5_000, 100_000_001}) {
            assertThat(take(key(), changed("weightGrams", grams)).status())
                    .as("%s g", grams)
                    .isEqualTo(400);
        }
        take(key(), changed("pieces", null)).is(400, "invalid");
        take(key(), changed("skuCode", null)).is(400, "owner-and-sku-needed");
        take(key(), changed("seller", null)).is(400, "owner-and-sku-needed");
        take(key(), changed("skuCode", "NO-SUCH-SKU")).is(400, "sku-unknown");
        take(key(), changed("price", 3)).is(400, "unknown-field");
        take(key(), changed("parcel", "P1")).is(400, "parcel-invalid");
        take(key(), changed("expiresOn", "2026-02-30")).is(400);
        take(null, goods()).is(400, "key-missing");
        var unnamed = goods();
        unnamed.remove("skuCode");
        unnamed.put("refusedBecause", "不新鲜 · not fresh");
        take(key(), unnamed).is(400, "goods-unnamed");
        assertThat(onShelf()).isEqualTo(before);
        assertThat(county.counted("SELECT COUNT(*) AS n FROM log_drop_off")).isEqualTo(kept);
        unnamed.put("description", "青菜 · greens");
        assertThat(take(key(), unnamed).is(201).string("outcome")).isEqualTo("REFUSED");
        assertThat(onShelf()).isEqualTo(before);
    }

    private static Map<String, Object> goods() {
        return new HashMap<>(Map.of(
                "node", STATION1, "seller", "S-GONGXIAO", "skuCode", "RICE-5K", "pieces", 3, "weightGrams", 15_000));
    }

    private static Map<String, Object> changed(String field, Object value) {
        var body = goods();
        if (value == null) {
            body.remove(field);
        } else {
            body.put(field, value);
        }
        return body;
    }

    private Answer take(String key, Map<String, Object> body) {
        return county.post(county.keeper(STATION1), DROP_OFFS, key, body);
    }

    private long onShelf() {
        return county.counted(
                "SELECT COALESCE(SUM(on_hand), 0) AS n FROM log_stock_level WHERE sku_code = 'RICE-5K' AND node_code ="
                        + " ?",
                STATION1);
    }
}
