package org.cunlu.orders.standin;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A fund that pays a part of what somebody buys: two operators opened its programme and granted what he asked for. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
public class Fund {
    private static final String ONE = "fund1 COUNTY_OPERATOR:SUBTREE:" + StandInNetwork.COUNTY;
    private static final String TWO = "fund2 COUNTY_OPERATOR:SUBTREE:" + StandInNetwork.COUNTY;

    private final Shop shop;
    private final StandInSecondFactor factors;
    private final Clock clock;

    Fund(Shop shop, StandInSecondFactor factors, Clock clock) {
        this.shop = shop;
        this.factors = factors;
        this.clock = clock;
    }

    /** @return the programme, which pays a tenth of what he buys of the category */
    public String paysATenth(String account, String category) {
        factors.enrol("fund1", "fund2");
        var body = new HashMap<String, Object>(Map.of(
                "name", "粮补", "fundCode", "F-GRAIN", "categories", List.of(category), "bps", 1_000, "capFen", 100_000));
        body.put("buyerCapFen", 50_000);
        body.put("validFrom", clock.instant().minus(Duration.ofDays(1)).toString());
        body.put("validUntil", clock.instant().plus(Duration.ofDays(30)).toString());
        String programme = shop.send(ONE, "POST", "/api/county/subsidies", shop.key(), body)
                .is(201)
                .text("programmeId");
        shop.send(TWO, "POST", "/api/county/subsidies/" + programme + "/approval", null, null)
                .is(200);
        String path = "/api/shop/subsidies/" + programme + "/application";
        var document = Map.of("document", "LOW-INCOME", "number", "LI-" + account);
        String person = shop.send(account, "POST", path, null, document).is(200).text("personId");
        shop.send(
                        TWO,
                        "POST",
                        "/api/county/subsidy-applications/" + person + "/approval",
                        null,
                        Map.of("number", "LI-" + account))
                .is(200);
        return programme;
    }
}
