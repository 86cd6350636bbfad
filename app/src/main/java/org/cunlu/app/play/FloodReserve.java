package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cunlu.app.county.DemoPerson;
import org.cunlu.kernel.caller.Role;

/** The county's reserve of rice, oil and film at its hub: founded once, filled up through its inspection, paid for by the day. */
final class FloodReserve {
    static final String HUB = "500233";
    private static final String LEVEL = "COUNTY";
    private static final String MADE_UP = "演示用，非真实标准 · made up for the demo";
    private static final String RATES = "DEMO1Y";
    private static final int FEE_FEN = 10_000;
    private static final int OK = 200;

    /** What is kept. @param grams of a piece @param pieces of the contract */
    record Kept(
            String sku,
            String name,
            String kind,
            String commodity,
            long grams,
            long pieces,
            long costFen,
            int gramsADay) {
        String programme() {
            return "FLOOD-" + kind;
        }

        String holding() {
            return "FLOOD-" + kind + "-HUB";
        }
    }

    static final List<Kept> KEPT = List.of(
            new Kept("GX-DAMI-5K", "大米 · rice", "FINISHED_GRAIN", "RICE", 5_100, 400, 2_600, 300),
            new Kept("GX-DADOUYOU-5L", "大豆油 · oil", "OIL", "OIL", 4_850, 120, 4_100, 25),
            new Kept("NM-DIMO-100", "地膜 · film", "FILM", "FILM", 5_050, 100, 4_900, 0));

    private final Api api;
    private final FreshCodes authority;
    private final FreshCodes officer;
    private final FreshCodes reviewer;
    private final Person holder;

    FloodReserve(Api api, People people) {
        this.api = api;
        this.authority = new FreshCodes(api, people.of(Role.RESERVE_AUTHORITY));
        this.officer = new FreshCodes(api, people.of(Role.RESERVE_OFFICER));
        this.reviewer = new FreshCodes(api, people.of(Role.RESERVE_REVIEWER));
        this.holder = people.of(Role.RESERVE_HOLDER);
    }

    FreshCodes authority() {
        return authority;
    }

    FreshCodes reviewer() {
        return reviewer;
    }

    Person officer() {
        return officer.person();
    }

    /** Founds what is not there, and fills up what is less than its contract. */
    void stand(LocalDate today) {
        for (Kept kept : KEPT) {
            if (holding(kept) == null) {
                found(kept, today);
            }
        }
        if (api.get(officer(), "/api/reserve/fee-terms/rules?level=" + LEVEL)
                        .get("items")
                        .size()
                == 0) {
            terms();
        }
        for (Kept kept : KEPT) {
            long missing = kept.pieces() - good(kept) / kept.grams();
            if (missing > 0) {
                takeIn(kept, missing, "IN" + today, today, null);
            }
        }
    }

    private JsonNode holding(Kept kept) {
        return Api.list(api.get(officer(), "/api/reserve/holdings?limit=100").get("items")).stream()
                .filter(each -> kept.holding().equals(each.get("code").getStringValue()))
                .findFirst()
                .orElse(null);
    }

    /** @return good grams that a holding has now */
    long good(Kept kept) {
        return holding(kept).get("goodGrams").getLongValue();
    }

    private void found(Kept kept, LocalDate today) {
        byAuthority(
                "/api/reserve/programmes",
                Map.of(
                        "code",
                        kept.programme(),
                        "hub",
                        HUB,
                        "name",
                        "县级应急储备 " + kept.name(),
                        "commodityClass",
                        kept.kind(),
                        "level",
                        LEVEL,
                        "legalBasis",
                        MADE_UP));
        put("/api/reserve/goods", Map.of("skuCode", kept.sku(), "commodity", kept.commodity()));
        var contract = new HashMap<String, Object>();
        contract.put("code", kept.holding());
        contract.put("programme", kept.programme());
        contract.put("holderName", "忠县应急储备承储单位（演示）");
        contract.put("commodity", kept.commodity());
        contract.put("nodeCode", HUB);
        contract.put("grams", kept.pieces() * kept.grams());
        contract.put("from", today.minusYears(1).toString());
        contract.put("until", today.plusYears(9).toString());
        contract.put("feeFenPerTonneYear", FEE_FEN);
        byAuthority("/api/reserve/holdings", contract);
        var target = new HashMap<String, Object>();
        target.put("programme", kept.programme());
        target.put("commodity", kept.commodity());
        target.put("nodeCode", HUB);
        target.put("grams", kept.pieces() * kept.grams());
        target.put("minShareBp", 0);
        target.put("days", kept.gramsADay() == 0 ? 0 : 1);
        target.put("population", kept.gramsADay() == 0 ? 0 : 1_000);
        target.put("gramsADay", kept.gramsADay());
        target.put("source", MADE_UP);
        put("/api/reserve/targets", target);
        var grant = Map.of(
                "phone", DemoPerson.of(Role.RESERVE_HOLDER).phone(),
                "role", Role.RESERVE_HOLDER.name(),
                "scope", Map.of("kind", "HOLDING", "value", kept.holding()));
        byAuthority("/api/auth/grants", grant);
    }

    private void terms() {
        if (api.status(officer(), "/api/reserve/fee-terms/rates/" + RATES + "?level=" + LEVEL) != OK) {
            var rate = Map.of(
                    "from", "2020-01-01", "until", "2049-12-31", "ppm", 30_000, "yearDays", 365, "source", MADE_UP);
            put("/api/reserve/fee-terms/rates/" + RATES + "?level=" + LEVEL, Map.of("seen", 0, "rates", List.of(rate)));
        }
        for (Kept kept : KEPT) {
            var rule = new HashMap<String, Object>();
            rule.put("seen", 0);
            rule.put("programme", kept.programme());
            rule.put("commodity", "*");
            rule.put("contractId", "*");
            rule.put("rateCode", RATES);
            rule.put("dayBp", 10_000);
            List.of("averageBp", "monthEndBp", "intakeBp", "baseStockGrams", "baseIntakeGrams")
                    .forEach(none -> rule.put(none, 0));
            rule.put("clawback", "NOTHING");
            rule.put("gapPaysStorage", true);
            rule.put("feeYearDays", 365);
            rule.put("source", MADE_UP);
            put("/api/reserve/fee-terms/rules?level=" + LEVEL, rule);
        }
    }

    /** The holder registers what came; an officer has looked at it and at its papers. @param release that it makes up for */
    void takeIn(Kept kept, long pieces, String lot, LocalDate today, String release) {
        var arrival = new HashMap<String, Object>();
        arrival.put("holding", kept.holding());
        arrival.put("skuCode", kept.sku());
        arrival.put("lotCode", kept.sku() + "-" + lot.replace("-", ""));
        arrival.put("variety", kept.commodity());
        arrival.put("grade", "一级");
        arrival.put("costFen", kept.costFen());
        arrival.put("pieces", pieces);
        arrival.put("producedOn", today.minusDays(20).toString());
        arrival.put("expiresOn", today.plusYears(2).toString());
        if (release != null) {
            arrival.put("refills", "RELEASE");
            arrival.put("refillsId", release);
        }
        String intake = api.post(holder, "/api/reserve/intakes", key(), arrival)
                .get("intakeId")
                .getStringValue();
        api.postFresh(
                officer.person(),
                "/api/reserve/intakes/" + intake + "/inspection",
                officer.next(),
                Map.of(
                        "passed",
                        true,
                        "results",
                        "水分、色泽、包装合格 · moisture, colour and bags are good",
                        "costFen",
                        kept.costFen()));
    }

    /** Reckoned by the officer, signed by reviewer and authority. */
    Outcome.FloodStatement statement(Kept kept, LocalDate from, LocalDate until) {
        String id = api.post(
                        officer(),
                        "/api/reserve/statements",
                        Map.of(
                                "levelCode",
                                LEVEL,
                                "holdingCode",
                                kept.holding(),
                                "from",
                                from.toString(),
                                "until",
                                until.toString(),
                                "why",
                                "水灾前后 · around the flood"))
                .get("statementId")
                .getStringValue();
        String path = "/api/reserve/statements/" + id;
        api.postFresh(reviewer.person(), path + "/review", reviewer.next(), Map.of());
        JsonNode signed = api.postFresh(authority.person(), path + "/approval", authority.next(), Map.of());
        var spans = new ArrayList<Outcome.FloodSpan>();
        api.get(officer(), path)
                .get("spans")
                .values()
                .forEach(contract -> contract.values()
                        .forEach(span -> spans.add(new Outcome.FloodSpan(
                                span.get("from").getStringValue(),
                                span.get("until").getStringValue(),
                                span.get("state").getStringValue(),
                                span.get("stockGrams").getLongValue(),
                                span.get("interestFen").getLongValue(),
                                span.get("storageFen").getLongValue()))));
        return new Outcome.FloodStatement(
                kept.name(),
                signed.get("state").getStringValue(),
                from.toString(),
                until.toString(),
                signed.get("interestFen").getLongValue(),
                signed.get("storageFen").getLongValue(),
                signed.get("netFen").getLongValue(),
                spans);
    }

    private void byAuthority(String path, Object body) {
        api.postFresh(authority.person(), path, authority.next(), body);
    }

    private void put(String path, Object body) {
        api.putFresh(authority.person(), path, authority.next(), body);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
