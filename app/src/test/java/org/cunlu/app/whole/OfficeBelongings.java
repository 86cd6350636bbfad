package org.cunlu.app.whole;

import static org.cunlu.app.whole.Instances.text;
import static org.cunlu.app.whole.SmallNetwork.HUB;
import static org.cunlu.app.whole.SmallNetwork.STATION1;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.app.whole.Instances.Answer;
import org.cunlu.app.whole.Instances.Person;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.time.CountyTime;

/** Powers and keys, the county's money, the reserve's papers, and what dispatchers have on their desks. */
final class OfficeBelongings {
    private final Belongings belongings;
    private final SmallCounty county;
    private final OfficeDeeds deeds;

    OfficeBelongings(Belongings belongings) {
        this.belongings = belongings;
        this.county = belongings.county;
        this.deeds = new OfficeDeeds(county);
    }

    void come() {
        powers();
        reserve();
        dispatch();
    }

    private void powers() {
        Person operator = belongings.owner(Role.COUNTY_OPERATOR);
        Answer key = county.fresh(
                        operator, "/api/county/keys", Map.of("name", "市粮食局", "scopes", List.of("RESERVE_LINKAGE")))
                .is(201);
        belongings.made("key", key, "id");
        var webhook = Map.of("url", "https://93.184.215.14/hook", "facts", List.of("order.placed"));
        belongings.made("county webhook", county.fresh(operator, "/api/county/webhooks", webhook), "webhook/id");
        county.fresh(operator, "/api/auth/invitations", role("DRIVER", "NODE", STATION1))
                .is(201);
        belongings.newest("invitation", "invitation_id", "acc_invitation");
        var plain = new HashMap<>(role("DRIVER", "NODE", STATION1));
        plain.put("phone", county.buyer().phone());
        Answer given = county.fresh(operator, "/api/auth/grants", plain);
        if (given.status() / 100 != 2) {
            throw new AssertionError(given.text());
        }
        belongings.newest("grant", "grant_id", "acc_grant");
        var powerful = new HashMap<>(role("COUNTY_OPERATOR", "SUBTREE", HUB));
        powerful.put("phone", county.buyer().phone());
        Answer proposed = county.fresh(operator, "/api/auth/grants", powerful);
        if (proposed.status() / 100 != 2) {
            throw new AssertionError(proposed.text());
        }
        belongings.newest("proposal", "proposal_id", "acc_grant_proposal");
    }

    private static Map<String, Object> role(String role, String kind, String value) {
        return Map.of("role", role, "scope", Map.of("kind", kind, "value", value));
    }

    /** A period with its statements, and a batch of payouts that one has proposed. */
    void money() {
        deeds.proposing().ask().run();
        belongings.newest("period", "period_no", "ord_period");
        belongings.newest("shop statement", "statement_id", "ord_statement WHERE party = 'SELLER:S-GONGXIAO'");
        belongings.newest(
                "station statement", "statement_id", "ord_statement WHERE party = 'STATION:" + STATION1 + "'");
        belongings.newest("batch", "batch_id", "ord_payout_batch");
    }

    private void reserve() {
        deeds.releasing();
        belongings.newest("release", "release_id", "log_release");
        LocalDate day = CountyTime.date(county.now());
        Person authority = belongings.owner(Role.RESERVE_AUTHORITY);
        var holding = new HashMap<String, Object>(Map.of("code", "HOLD-1", "programme", "FLOOD", "commodity", "WHEAT"));
        holding.put("holderName", "县粮油公司");
        holding.put("nodeCode", HUB);
        holding.put("grams", 100_000_000L);
        holding.put("from", day.minusYears(1).toString());
        holding.put("until", day.plusYears(3).toString());
        holding.put("feeFenPerTonneYear", 10_000);
        holding.put("spreadFenPerTonne", 75_000);
        county.fresh(authority, "/api/reserve/holdings", holding).is(201);
        belongings.is("holding", "HOLD-1");
        var arrival = new HashMap<String, Object>(Map.of("holding", "HOLD-1", "skuCode", "WHEAT-10K", "lotCode", "W1"));
        arrival.put("variety", "小麦");
        arrival.put("grade", "一等");
        arrival.put("costFen", 12_000);
        arrival.put("pieces", 2_000);
        arrival.put("occurredAt", county.now().minusSeconds(60).toString());
        arrival.put("expiresOn", day.plusYears(2).toString());
        belongings.made("intake", belongings.post(Role.RESERVE_OFFICER, "/api/reserve/intakes", arrival), "intakeId");
    }

    private void dispatch() {
        var closed = Map.of("kind", "LINE", "line", SmallNetwork.LATE, "why", "塌方 · a landslide");
        Answer closure = belongings
                .post(Role.DISPATCHER, "/api/dispatch/closures", closed)
                .is(200);
        String id = text(closure.body().get("closed").get("closure"), "id");
        belongings.is("closure", id);
        county.post(county.dispatcher, "/api/dispatch/closures/" + id + "/lift", null, Map.of())
                .is(200);
        deeds.publishing();
        belongings.newest("plan", "plan_id", "log_tour_plan");
        belongings.newest("search", "job_id", "log_tour_job");
        belongings.is("vehicle", "VAN-1");
    }
}
