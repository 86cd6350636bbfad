package org.cunlu.orders.subsidy;

import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.orders.standin.Shop;
import org.cunlu.orders.standin.StandInNetwork;
import org.cunlu.orders.standin.StandInSecondFactor;
import org.junit.jupiter.api.BeforeEach;

/** Two operators who draft and approve programmes, and buyers who ask. */
class SubsidyDesk {
    static final String COUNTY = "/api/county/subsidies";
    static final String DECISIONS = "/api/county/subsidy-applications/";
    static final String SECOND = "OPERATOR00009 COUNTY_OPERATOR:SUBTREE:" + StandInNetwork.COUNTY;
    static final String OPERATOR = "OPERATOR00001 COUNTY_OPERATOR:SUBTREE:" + StandInNetwork.COUNTY;

    @Inject
    Shop shop;

    @Inject
    StandInSecondFactor factors;

    @Inject
    Clock clock;

    @BeforeEach
    void theseHaveASecondFactor() {
        factors.enrol("OPERATOR00001", "OPERATOR00009", "OPERATOR00002");
    }

    Map<String, Object> wanted(String category, int bps, long cap, long buyerCap) {
        Instant now = clock.instant();
        var body = new HashMap<String, Object>();
        body.put("name", "良种补贴");
        body.put("fundCode", "F-AGRI");
        body.put("categories", List.of(category));
        body.put("bps", bps);
        body.put("capFen", cap);
        body.put("buyerCapFen", buyerCap);
        body.put("validFrom", now.minus(2, ChronoUnit.DAYS).toString());
        body.put("validUntil", now.plus(30, ChronoUnit.DAYS).toString());
        return body;
    }

    Shop.Answer begin(Map<String, Object> body) {
        return shop.send(OPERATOR, "POST", COUNTY, shop.key(), body);
    }

    String programme(String category, int bps, long cap, long buyerCap) {
        String made = begin(wanted(category, bps, cap, buyerCap)).is(201).text("programmeId");
        shop.send(SECOND, "POST", COUNTY + "/" + made + "/approval", null, null).is(200);
        return made;
    }

    Shop.Answer ask(String buyer, String programme, String number) {
        return shop.send(
                buyer,
                "POST",
                "/api/shop/subsidies/" + programme + "/application",
                null,
                Map.of("document", "LOW-INCOME", "number", number));
    }

    Shop.Answer approve(String person, String number) {
        return shop.send(SECOND, "POST", DECISIONS + person + "/approval", null, Map.of("number", number));
    }

    String member(String programme, String number) {
        String buyer = shop.buyer();
        approve(ask(buyer, programme, number).is(200).text("personId"), number).is(200);
        return buyer;
    }
}
