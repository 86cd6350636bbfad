package org.cunlu.orders.branding;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import org.cunlu.catalog.BrandRight.Unit;
import org.cunlu.catalog.Offer;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.cancelling.ExpiryByHand;
import org.cunlu.orders.standin.MovedClock;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.ShopServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a brand's owner sees of what was sold under it. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrandVolumesTest implements TestPropertyProvider {
    @Inject
    Shop shop;

    @Inject
    BrandShop brands;

    @Inject
    ExpiryByHand expiry;

    @Inject
    MovedClock clock;

    @Override
    public Map<String, String> getProperties() {
        return ShopServers.properties("brandvolumes");
    }

    @Test
    void theBrandsOwnerSeesWhatWasSoldByDayTownshipAndHolderAndNobodyElseDoes() {
        String right = brands.authorized("=S7", Unit.GRAMS, 50_000);
        Offer orange = brands.offer("=S7", right, 50);
        unpaid(shop.buyer(), orange, 3);
        String buyer = shop.buyer();
        shop.cancel(buyer, unpaid(buyer, orange, 4), shop.key()).is(200);
        LocalDate today = CountyTime.date(clock.instant());
        unpaid(shop.buyer(), orange, 2);
        clock.forward(Duration.ofMinutes(31));
        expiry.run();
        unpaid(shop.buyer(), orange, 1);
        unpaid(shop.buyer(), orange, 1);
        String days = "?from=" + today + "&to=" + today.plusDays(1);
        String owner = "o BRAND_OWNER:BRAND:" + BrandShop.BRAND;
        var items = shop.get(owner, "/api/brand/volumes" + days).is(200).body().get("items");
        var mine = new ArrayList<String>();
        items.values().forEach(each -> {
            if (each.get("sellerCode").getStringValue().equals("=S7")) {
                mine.add(each.get("date").getStringValue() + " "
                        + each.get("township").getStringValue() + " "
                        + each.get("orders").getLongValue() + " "
                        + each.get("pieces").getLongValue() + " "
                        + each.get("volume").getLongValue() + " "
                        + each.get("fen").getLongValue());
            }
        });
        assertThat(mine).containsExactly(today + " 500233114 2 2 1000 2000");
        assertThat(shop.raw(owner, "/api/brand/volumes.csv" + days))
                .contains("brand_code,date,township", "," + "'=S7,", ",GRAMS,2,2,1000,2000");
        shop.get("o BRAND_OWNER:BRAND:B-OTHER", "/api/brand/volumes" + days).is(200);
        assertThat(shop.get("o BRAND_OWNER:BRAND:B-OTHER", "/api/brand/volumes" + days)
                        .body()
                        .get("items")
                        .size())
                .isZero();
        shop.get("s SELLER:SHOP:S1", "/api/brand/volumes" + days).is(404);
        shop.get(owner, "/api/brand/volumes?from=" + today + "&to=" + today.plusDays(366))
                .is(400, "days-invalid");
    }

    private String unpaid(String buyer, Offer offer, int pieces) {
        return shop.orderIds(shop.unpaid(buyer, offer, pieces)).getFirst();
    }
}
