package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.SmallNetwork.HUB;
import static org.cunlu.app.whole.SmallNetwork.STATION1;
import static org.cunlu.app.whole.SmallNetwork.STATION2;
import static org.cunlu.app.whole.SmallNetwork.TOWN1;

import io.micronaut.json.tree.JsonNode;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.app.whole.Instances.Answer;
import org.cunlu.app.whole.Instances.Person;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.time.CountyTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a reserve costs and what goods cost in the villages: who says, signs and reads it. A door of another role is as absent. */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReserveMoneyOverHttpTest {
    private static final String LEVEL = "?level=COUNTY";
    private static final String RATES = "/api/reserve/fee-terms/rates/LPR1Y";
    private static final String RULES = "/api/reserve/fee-terms/rules";
    private static final String STATEMENTS = "/api/reserve/statements";
    private static final String HOLDING = "MONEY-1";
    private static final String WHEAT = "product_code,product_name,category_code,category_name,brand_code,brand_name,"
            + "sku_code,sku_name,weight_g,volume_cm3,storage_class,lot_tracked,seller_code,seller_name,seller_kind,"
            + "seller_node,direction,price_fen,source_nodes,quantity_min,quantity_max,status\n"
            + "WHEAT,小麦,GRAIN,粮食,,,WHEAT-50K,小麦 50 公斤,50000,60000,DRY,true,S-GONGXIAO,供销社,GOODS_SUPPLIER,500233,DOWN,"
            + "13000,500233,1,200,PUBLISHED\n";

    private final SmallCounty county = SmallCounty.open();
    private final Person officer = official(Role.RESERVE_OFFICER, level("COUNTY"));
    private final Person clerk = official(Role.RESERVE_OFFICER, level("COUNTY"));
    private final Person reviewer = official(Role.RESERVE_REVIEWER, level("COUNTY"));
    private final Person authority = official(Role.RESERVE_AUTHORITY, level("COUNTY"));
    private final Person second = official(Role.RESERVE_AUTHORITY, level("COUNTY"));
    private final Person both = county.also(reviewer, new Grant(Role.RESERVE_AUTHORITY, level("COUNTY")));
    private final Person city = official(Role.RESERVE_AUTHORITY, level("CITY"));
    private final Person auditor = official(Role.RESERVE_AUDITOR, level("COUNTY"));
    private final Person holder = official(Role.RESERVE_HOLDER, new Scope(Scope.Kind.HOLDING, HOLDING));
    private final Person stranger = official(Role.RESERVE_HOLDER, new Scope(Scope.Kind.HOLDING, "MONEY-2"));
    private final Person inspector = official(Role.INSPECTOR, new Scope(Scope.Kind.SUBTREE, HUB));

    private static Scope level(String level) {
        return new Scope(Scope.Kind.LEVEL, level);
    }

    private Person official(Role role, Scope scope) {
        Person person = county.person(new Grant(role, scope));
        county.factor(person);
        return person;
    }

    @AfterAll
    void whatMustBeTrueIsTrue() {
        county.audited();
    }

    @Test
    void aPeriodIsReckonedSignedByTwoClosedCorrectedAndReadByWhoMay() {
        LocalDate first = county.nextMorning();
        wheatIsKept(first);
        LocalDate today = county.nextMorning();
        LocalDate last = today.minusDays(1);
        long days = ChronoUnit.DAYS.between(first, today);

        Map<String, Object> wanted = period(first, last);
        county.post(officer, STATEMENTS, null, wanted).is(409, "fee-rule-missing");
        termsAreSet(first);
        county.post(officer, STATEMENTS, null, period(first, today)).is(400);
        county.post(reviewer, STATEMENTS, null, wanted).is(404);
        Answer draft = county.post(officer, STATEMENTS, null, wanted).is(200);
        // 100 t: 240,000 yuan at 3.65 % are 24 yuan a day; 100 t x 100 yuan / 365, the sum rounded half up.
        assertThat(draft.body().get("interestFen").getLongValue()).isEqualTo(2_400 * days);
        assertThat(draft.body().get("storageFen").getLongValue()).isEqualTo((2 * 1_000_000 * days + 365) / 730);
        String id = draft.string("statementId");
        assertThat(county.post(officer, STATEMENTS, null, wanted).is(200).string("statementId"))
                .isEqualTo(id);
        var run = county.post(officer, STATEMENTS + "/runs", null, run(first, last))
                .is(200);
        assertThat(run.body().get("unchanged").getLongValue()).isEqualTo(1);
        county.post(auditor, STATEMENTS + "/runs", null, run(first, last)).is(404);

        signed(id);
        county.post(officer, "/api/reserve/intakes", SmallCounty.key(), arrival("W3", first))
                .is(409, "statement-signed");
        read(id, (int) days);

        var correction = Map.of("why", "运费凭证有误 · a paper was wrong");
        county.post(second, STATEMENTS + "/" + id + "/correction", null, correction)
                .is(403, "second-factor-needed");
        Answer anew = county.fresh(second, STATEMENTS + "/" + id + "/correction", correction)
                .is(200);
        assertThat(anew.string("corrects")).isEqualTo(id);
        assertThat(anew.body().get("version").getIntValue()).isEqualTo(2);
        county.post(officer, "/api/reserve/intakes", SmallCounty.key(), arrival("W3", first))
                .is(201);
        signed(anew.string("statementId"));
        assertThat(county.get(auditor, STATEMENTS + "/" + id)
                        .is(200)
                        .body()
                        .get("statement")
                        .get("state")
                        .getStringValue())
                .isEqualTo("REPLACED");
        linked(last);
    }

    /** 2,000 pieces of 50 kg at 120 yuan, from this day on. */
    private void wheatIsKept(LocalDate day) {
        assertThat(county.bean(CatalogImport.class)
                        .load(new StringReader(WHEAT), false, "tester")
                        .faults())
                .isEmpty();
        var programme = new HashMap<String, Object>(
                Map.of("code", "MONEY", "hub", HUB, "name", "县级储备粮", "commodityClass", "GRAIN", "level", "COUNTY"));
        programme.put("legalBasis", "县级储备粮管理办法");
        county.post(authority, "/api/reserve/programmes", SmallCounty.key(), programme)
                .is(403, "second-factor-needed");
        county.fresh(officer, "/api/reserve/programmes", programme).is(404);
        county.fresh(city, "/api/reserve/programmes", programme).is(404);
        county.fresh(authority, "/api/reserve/programmes", programme).is(201);
        county.fresh(authority, "PUT", "/api/reserve/goods", Map.of("skuCode", "WHEAT-50K", "commodity", "WHEAT"))
                .is(200);
        contract(HOLDING, HUB, day);
        Answer came = county.post(clerk, "/api/reserve/intakes", SmallCounty.key(), arrival("W1", day))
                .is(201);
        String inspection = "/api/reserve/intakes/" + came.string("intakeId") + "/inspection";
        var passed = Map.of("passed", true, "results", "水分 12.5%", "costFen", 12_000);
        county.post(officer, inspection, SmallCounty.key(), passed).is(403, "second-factor-needed");
        county.fresh(clerk, inspection, passed).is(403, "second-person-needed");
        county.fresh(officer, inspection, passed).is(200);
        everyActIsRead(came.string("intakeId"));
    }

    /** Who did what to it, when, what was before and after, and what was only tried: for who audits its level, and nobody else. */
    private void everyActIsRead(String intakeId) {
        String of = "/api/reserve/trail?holding=" + HOLDING;
        assertThat(county.get(auditor, of + "&subject=" + intakeId).is(200).list("items"))
                .extracting(each -> Instances.text(each, "actor") + " " + Instances.text(each, "act") + " "
                        + Instances.text(each, "after"))
                .containsExactly(
                        officer.account() + " logistics.reserve-inspect TAKEN: 水分 12.5%",
                        clerk.account() + " logistics.reserve-inspect.refused second-person-needed",
                        clerk.account() + " logistics.reserve-intake " + HOLDING + " W1 2000");
        assertThat(county.get(auditor, of).is(200).text()).contains("logistics.reserve-holding");
        county.get(auditor, of + "&subject=" + authority.account()).is(404);
        for (Person other : List.of(city, holder, stranger, inspector)) {
            county.get(other, of + "&subject=" + intakeId).is(404);
        }
    }

    private void contract(String code, String node, LocalDate day) {
        var holding = new HashMap<String, Object>();
        holding.put("code", code);
        holding.put("programme", "MONEY");
        holding.put("holderName", "县粮油公司");
        holding.put("commodity", "WHEAT");
        holding.put("nodeCode", node);
        holding.put("grams", 100_000_000L);
        holding.put("from", day.minusYears(1).toString());
        holding.put("until", day.plusYears(3).toString());
        holding.put("feeFenPerTonneYear", 10_000);
        holding.put("spreadFenPerTonne", 75_000);
        county.fresh(authority, "/api/reserve/holdings", holding).is(201);
    }

    private static Map<String, Object> arrival(String lot, LocalDate day) {
        var arrival = new HashMap<String, Object>(Map.of(
                "holding",
                HOLDING,
                "skuCode",
                "WHEAT-50K",
                "lotCode",
                lot,
                "variety",
                "小麦",
                "grade",
                "一等",
                "costFen",
                12_000,
                "pieces",
                2_000));
        arrival.put("occurredAt", CountyTime.instant(day, LocalTime.of(7, 0)).toString());
        arrival.put("expiresOn", day.plusYears(2).toString());
        return arrival;
    }

    private void termsAreSet(LocalDate day) {
        String begins = day.minusDays(40).toString();
        var gap = Map.of("seen", 0, "rates", List.of(rate(begins, "2026-12-31"), rate("2027-02-01", "2036-12-31")));
        var whole = Map.of("seen", 0, "rates", List.of(rate(begins, "2036-12-31")));
        county.put(authority, RATES + LEVEL, whole).is(403, "second-factor-needed");
        county.fresh(officer, "PUT", RATES + LEVEL, whole).is(404);
        county.fresh(city, "PUT", RATES + LEVEL, whole).is(404);
        county.fresh(authority, "PUT", RATES + LEVEL, gap).is(400);
        assertThat(county.fresh(authority, "PUT", RATES + LEVEL, gap).text()).contains("rate-gap");
        county.get(auditor, RATES + LEVEL).is(404);
        county.fresh(authority, "PUT", RATES + LEVEL, whole).is(200);
        county.fresh(authority, "PUT", RATES + LEVEL, Map.of("seen", 0, "rates", List.of(rate(begins, "2037-12-31"))))
                .is(409, "terms-changed");
        assertThat(county.get(auditor, RATES + LEVEL).is(200).list("rates")).hasSize(1);
        var rule = new HashMap<String, Object>(Map.of(
                "seen",
                0,
                "programme",
                "MONEY",
                "commodity",
                "*",
                "contractId",
                "*",
                "rateCode",
                "LPR1Y",
                "dayBp",
                10_000,
                "averageBp",
                0,
                "monthEndBp",
                0,
                "intakeBp",
                0,
                "clawback",
                "SHARE"));
        rule.putAll(Map.of("baseStockGrams", 0, "baseIntakeGrams", 0, "gapPaysStorage", true, "feeYearDays", 365));
        rule.put("source", "made up for the test");
        county.fresh(authority, "PUT", RULES + LEVEL, rule).is(200);
    }

    private static Map<String, Object> rate(String from, String until) {
        return Map.of("from", from, "until", until, "ppm", 36_500, "yearDays", 365, "source", "made up for the test");
    }

    private static Map<String, Object> period(LocalDate from, LocalDate until) {
        var wanted = new HashMap<>(run(from, until));
        wanted.put("holdingCode", HOLDING);
        return wanted;
    }

    private static Map<String, Object> run(LocalDate from, LocalDate until) {
        return Map.of("levelCode", "COUNTY", "from", from.toString(), "until", until.toString(), "why", "结算");
    }

    private void signed(String id) {
        String review = STATEMENTS + "/" + id + "/review";
        String approval = STATEMENTS + "/" + id + "/approval";
        county.post(reviewer, review, null, null).is(403, "second-factor-needed");
        county.fresh(officer, review, null).is(404);
        county.fresh(authority, approval, null).is(409, "statement-state");
        county.fresh(reviewer, review, null).is(200);
        county.fresh(both, approval, null).is(403, "second-person-needed");
        county.fresh(city, approval, null).is(404);
        assertThat(county.fresh(authority, approval, null).is(200).string("state"))
                .isEqualTo("SIGNED");
    }

    private void read(String id, int days) {
        for (Person reader : List.of(auditor, holder, officer)) {
            assertThat(county.get(reader, STATEMENTS).is(200).list("items"))
                    .extracting(each -> Instances.text(each, "statementId"))
                    .contains(id);
            assertThat(county.get(reader, STATEMENTS + "/" + id + "/days.csv")
                            .is(200)
                            .text()
                            .lines())
                    .hasSize(days + 1);
        }
        assertThat(county.get(stranger, STATEMENTS).is(200).list("items")).isEmpty();
        for (String file : List.of("", "/days.csv", "/file.xlsx")) {
            county.get(stranger, STATEMENTS + "/" + id + file).is(404);
            county.get(city, STATEMENTS + "/" + id + file).is(404);
            county.get(inspector, STATEMENTS + "/" + id + file).is(404);
        }
        county.fresh(auditor, STATEMENTS + "/" + id + "/review", null).is(404);
        county.get(holder, "/api/reserve/signed-statements.csv" + LEVEL + "&from=2020-01-01&until=2040-01-01")
                .is(404);
        assertThat(county.get(
                                auditor,
                                "/api/reserve/signed-statements.csv" + LEVEL + "&from=2020-01-01&until=2040-01-01")
                        .is(200)
                        .text())
                .contains(HOLDING);
        county.get(auditor, "/api/reserve/signed-statements.xlsx" + LEVEL + "&from=2020-01-01&until=2040-01-01")
                .is(200);
    }

    /** The authority above reads with a key: what was opened to it, versions beside each other, and writes nothing. */
    private void linked(LocalDate last) {
        var wanted = Map.of("levelCode", "COUNTY", "until", last.toString(), "why", "日报");
        county.post(auditor, "/api/reserve/reports", null, wanted).is(404);
        Answer report =
                county.post(officer, "/api/reserve/reports", null, wanted).is(200);
        assertThat(county.post(officer, "/api/reserve/reports", null, wanted)
                        .is(200)
                        .string("reportId"))
                .isEqualTo(report.string("reportId"));
        contract("MONEY-3", STATION1, last);
        Answer second =
                county.post(officer, "/api/reserve/reports", null, wanted).is(200);
        assertThat(second.body().get("version").getIntValue())
                .isEqualTo(report.body().get("version").getIntValue() + 1);

        county.factor(county.operator);
        Answer key = county.fresh(
                        county.operator,
                        "/api/county/keys",
                        Map.of("name", "市粮食和储备局", "scopes", List.of("RESERVE_LINKAGE")))
                .is(201);
        String text = key.string("key");
        String link = "/api/reserve/links/" + key.string("id") + LEVEL;
        assertThat(county.keyed(text, "GET", "/api/reserve/linkage/reports", null)
                        .is(200)
                        .list("items"))
                .isEmpty();
        county.put(authority, link, null).is(403, "second-factor-needed");
        county.fresh(officer, "PUT", link, null).is(404);
        county.fresh(authority, "PUT", link, null).is(204);
        assertThat(county.keyed(text, "GET", "/api/reserve/linkage/reports", null)
                        .is(200)
                        .list("items"))
                .extracting(each -> Instances.text(each, "reportId"))
                .contains(report.string("reportId"), second.string("reportId"));
        String file = "/api/reserve/linkage/reports/" + report.string("reportId") + "/file.csv";
        assertThat(county.keyed(text, "GET", file, null).is(200).text())
                .contains("100000000")
                .doesNotContain("MONEY-3");
        for (String door : List.of(STATEMENTS, "/api/reserve/holdings", "/api/reserve/prices/map")) {
            assertThat(county.keyed(text, "GET", door, null).status()).as(door).isIn(401, 403, 404);
        }
        for (String door : List.of("/api/reserve/reports", "/api/reserve/linkage/reports")) {
            assertThat(county.keyed(text, "POST", door, wanted).status())
                    .as(door)
                    .isIn(401, 403, 404, 405);
        }
        county.fresh(authority, "DELETE", link, null).is(204);
        county.keyed(text, "GET", file, null).is(404);
    }

    @Test
    void pricesAreSaidByStationsCheckedHeldAndReadByWhoMay() {
        LocalDate today = county.nextMorning();
        var rice = new HashMap<String, Object>(Map.of(
                "commodity", "MONEY.RICE",
                "name", "大米",
                "levelCode", "COUNTY",
                "riseBp", 0,
                "baseDays", 7,
                "lowFen", 1,
                "highFen", 900_000,
                "stockDays", 0,
                "headGrams", 400,
                "source", "made up for the test"));
        String watch = "/api/reserve/price-watch/commodities";
        county.put(authority, watch, rice).is(403, "second-factor-needed");
        county.fresh(officer, "PUT", watch, rice).is(404);
        county.fresh(city, "PUT", watch, rice).is(404);
        county.fresh(authority, "PUT", watch, rice).is(200);

        Person keeper = county.keeper(STATION1);
        String own = "/api/station/price-reports?node=" + STATION1;
        county.post(keeper, "/api/station/price-reports?node=" + STATION2, null, said(today, 500))
                .is(404);
        county.post(officer, own, null, said(today, 500)).is(404);
        assertThat(county.post(keeper, own, null, said(today, -1)).is(400).text())
                .contains("price-not-positive");
        assertThat(county.post(keeper, own, null, said(today.plusDays(1), 500))
                        .is(400)
                        .text())
                .contains("day-in-future");
        assertThat(state(county.post(keeper, own, null, said(today.minusDays(1), 500))))
                .isEqualTo("ACCEPTED");
        String csv = "commodity,day,price_fen,stock_grams\nMONEY.RICE," + today + ",";
        county.post(keeper, "/api/station/price-reports/file?node=" + STATION1, null, file(csv + "-5,\n"))
                .is(400);
        assertThat(state(county.post(
                        keeper, "/api/station/price-reports/file?node=" + STATION1, null, file(csv + "510,70000\n"))))
                .isEqualTo("ACCEPTED");
        assertThat(cells(today)).containsExactly("510");

        Answer far = county.post(keeper, own, null, said(today, 51_000)).is(200);
        assertThat(state(far)).isEqualTo("HELD");
        assertThat(cells(today)).containsExactly("510");
        String held = Instances.text(far.list("items").getFirst(), "reportId");
        String decision = "/api/reserve/prices/held/" + held + "/decision";
        county.post(keeper, decision, null, Map.of("right", true)).is(404);
        county.post(auditor, decision, null, Map.of("right", true)).is(404);
        assertThat(county.get(reviewer, "/api/reserve/prices/held").is(200).list("items"))
                .extracting(each -> Instances.text(each, "reportId"))
                .contains(held);
        county.post(reviewer, decision, null, Map.of("right", true)).is(200);
        assertThat(cells(today)).containsExactly("51000");

        for (String door :
                List.of("/api/reserve/prices/map?commodity=MONEY.RICE&day=" + today, "/api/reserve/price-watch")) {
            county.get(auditor, door).is(200);
            for (Person other : List.of(holder, keeper, inspector)) {
                county.get(other, door).is(404);
            }
        }
    }

    private static Map<String, Object> said(LocalDate day, long fen) {
        return Map.of("reports", List.of(Map.of("commodity", "MONEY.RICE", "day", day.toString(), "priceFen", fen)));
    }

    private static byte[] file(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String state(Answer taken) {
        return Instances.text(taken.is(200).list("items").getFirst(), "state");
    }

    /** @return prices of the day as the auditor reads them on the map */
    private List<String> cells(LocalDate day) {
        JsonNode map = county.get(auditor, "/api/reserve/prices/map?commodity=MONEY.RICE&day=" + day)
                .is(200)
                .body();
        return Instances.list(map, "items").stream()
                .filter(each -> TOWN1.equals(Instances.text(each, "townshipCode")))
                .map(each -> Instances.text(each, "fen"))
                .toList();
    }
}
