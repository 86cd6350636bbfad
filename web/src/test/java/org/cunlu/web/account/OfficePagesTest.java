package org.cunlu.web.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cunlu.accounts.Accounts;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.NetworkImport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Pages of the reserve and of the county's operator: whose they are, and what bad input does. Lies beside the reader that it shares. */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficePagesTest {
    private static final String PASSWORD = "kx93-mrt 忠橙";
    private static final String SCRIPT = "<script>1</script>";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final String NETWORK = """
            record,code,name,tier,parent,status,latitude,longitude,made_up,days,opens,closes,cut_off,handling_minutes
            node,500233,忠县共配中心,HUB,,OPEN,30.3,108.04,true,1234567,08:00,18:00,15:00,60
            node,500233112,新立镇中转站,TOWNSHIP,500233,OPEN,30.32,107.9,true,1234567,08:00,18:00,15:00,30
            node,500233112203,双柏村站,VILLAGE,500233112,OPEN,30.33,107.91,true,1234567,08:00,18:00,15:00,10
            """;

    private EmbeddedServer server;
    private Reader officer;
    private Reader holder;
    private Reader cityOfficer;
    private Reader operator;
    private Reader inspector;
    private Reader elsewhere;

    @BeforeAll
    void start() {
        var room = new LinkedHashMap<String, Object>(TestServers.properties("office-pages", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        server = ApplicationContext.run(EmbeddedServer.class, room, "test");
        var loaded = bean(NetworkImport.class).network(new StringReader(NETWORK), false, "system");
        assertThat(loaded.faults()).isEmpty();
        await().until(() -> bean(Network.class).node("500233").isPresent());
        found();
        officer = somebody(Role.RESERVE_OFFICER, Scope.Kind.LEVEL, "COUNTY");
        cityOfficer = somebody(Role.RESERVE_OFFICER, Scope.Kind.LEVEL, "CITY");
        holder = somebody(Role.RESERVE_HOLDER, Scope.Kind.HOLDING, "H-1");
        operator = somebody(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, "500233");
        inspector = somebody(Role.INSPECTOR, Scope.Kind.SUBTREE, "500233112");
        elsewhere = somebody(Role.INSPECTOR, Scope.Kind.SUBTREE, "500233113");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** A programme of the county with a target and a contract; nothing is there yet. */
    private void found() {
        Sql sql = bean(Sql.class);
        bean(Transactions.class).run(() -> {
            sql.change(
                    "INSERT INTO log_reserve_programme (programme_code, county_code, name, class_code, level_code, season_from,"
                            + " season_to, legal_basis, opened_by, opened_at) VALUES ('P-1', '500233', ?, 'FINISHED_GRAIN', 'COUNTY', NULL,"
                            + " NULL, 'x', 'system', '2026-01-01')",
                    SCRIPT);
            sql.change("INSERT INTO log_reserve_target (programme_code, commodity_code, node_code, grams, min_share_bp,"
                    + " days, population, grams_a_day, source) VALUES ('P-1', 'RICE', '', 2000000, 0, 0, 0, 0, 'x')");
            sql.change(
                    "INSERT INTO log_reserve_holding (holding_code, county_code, programme_code, level_code, holder_name,"
                            + " commodity_code, node_code, grams, from_on, until_on, fee_fen, spread_fen, min_share_bp, good_grams,"
                            + " opened_by, opened_at) VALUES ('H-1', '500233', 'P-1', 'COUNTY', '粮库', 'RICE', '500233', 1000000,"
                            + " '2020-01-01', '2049-12-31', 100, NULL, 7000, 0, 'system', '2026-01-01')");
        });
    }

    /** Restricted pesticide that was sold at a station of the inspector's township. */
    private void sold() {
        Sql sql = bean(Sql.class);
        bean(Transactions.class).run(() -> {
            sql.change(
                    "INSERT INTO ord_order (order_id, group_id, county_code, account_id, recipient_id, seller_code, seller_name,"
                            + " from_node, to_node, outside, lifecycle, payment_status, fulfilment_status, goods_fen, freight_fen,"
                            + " discount_fen, total_fen, commission_fen, station_fee_fen, weight_grams, volume_cm3, promised_at,"
                            + " placed_at, version) VALUES ('ORDER00000001', 'GROUP00000001', '500233', 'BUYER', 'RECIPIENT', 'S-1', ?,"
                            + " '500233112203', '500233112203', 0, 'COMPLETED', 'PAID', 'HANDED_OVER', 100, 0, 0, 100, 0, 0, 1, 1,"
                            + " '2026-03-02 02:00', '2026-03-01 02:00', 1)",
                    SCRIPT);
            sql.change("INSERT INTO ord_line (order_id, line_no, county_code, offer_id, sku_code, name, quantity,"
                    + " unit_price_fen, amount_fen, input_kind, input_registration, input_restricted, input_ingredient,"
                    + " input_grams) VALUES ('ORDER00000001', 1, '500233', 'OFFER', 'SKU', '克百威颗粒剂', 1, 100, 100, 'PESTICIDE',"
                    + " 'PD20081234', TRUE, '克百威', 500)");
        });
    }

    @Test
    void anInspectorReadsWhatWasSoldBelowHisNodeAndHisLookIsWrittenDown() {
        sold();
        String days = "?from=2026-03-01&until=2026-03-01";
        inspector.open("/account").is(200).says("href=\"/inspect\"");
        inspector.open("/inspect").is(200).says("没有售出农资");
        var page = inspector
                .open("/inspect" + days)
                .is(200)
                .says("克百威颗粒剂", "限用", "PD20081234", "双柏村站", "&lt;script")
                .saysNothingOf(SCRIPT);
        inspector.open("/inspect" + days + "&seller=S-2").is(200).saysNothingOf("克百威颗粒剂");
        inspector.open("/inspect?from=2026-02-28&until=2026-02-28").is(200).saysNothingOf("克百威颗粒剂");
        inspector.open("/inspect?from=2026-03-02&until=2026-03-01").is(400).says("结束早于开始");
        inspector.open("/inspect?from=2024-01-01&until=2026-03-01").is(400).says("最多一年");
        inspector.open("/inspect?from=someday").is(400);
        elsewhere.open("/inspect" + days).is(200).saysNothingOf("克百威颗粒剂");
        assertThat(operator.open("/inspect" + days).status()).isIn(403, 404);
        inspector.post("/inspect/file", Map.of("from", "2026-03-01")).is(403);
        long before = looks();
        inspector
                .fill(page, "/inspect/file", Map.of("why", "", "form", "CSV"))
                .is(400)
                .says("role=\"alert\"", "克百威颗粒剂");
        assertThat(looks()).isEqualTo(before);
        var file = inspector
                .fill(page, "/inspect/file", Map.of("why", "检查 7 号", "form", "CSV"))
                .is(200)
                .says("PD20081234");
        assertThat(file.header("Content-Disposition")).contains("input-sales.csv");
        assertThat(file.header("Cache-Control")).isEqualTo("no-store");
        assertThat(looks()).isEqualTo(before + 1);
        assertThat(elsewhere
                        .fill(
                                elsewhere.open("/inspect" + days),
                                "/inspect/file",
                                Map.of("why", "检查 8 号", "form", "CSV"))
                        .is(200)
                        .body())
                .doesNotContain("PD20081234");
    }

    private long looks() {
        return bean(Transactions.class)
                .read(() -> bean(Sql.class)
                        .one(
                                "SELECT COUNT(*) AS n FROM ker_trail WHERE act = 'orders.input-ledger'",
                                row -> row.number("n"))
                        .orElseThrow());
    }

    private Reader somebody(Role role, Scope.Kind kind, String scope) {
        var reader = new Reader(server.getURI());
        String phone = Reader.anyPhone();
        reader.signUp(phone, "张三丰", PASSWORD).at("/account").is(200);
        String id = bean(Accounts.class).byPhone(phone).orElseThrow();
        bean(Accounts.class).grant(id, new Grant(role, new Scope(kind, scope)), "system");
        return reader;
    }

    @Test
    void showsOnesOwnLevelOrHoldingAndNoOther() {
        officer.open("/reserve")
                .is(200)
                .says("2.00", "0.70", "低于底线", "&lt;script")
                .saysNothingOf(SCRIPT);
        cityOfficer.open("/reserve").is(200).says("还没有储备规模").saysNothingOf("粮库");
        cityOfficer.open("/reserve/lots?holding=H-1").is(404);
        holder.open("/reserve").is(200).says("粮库").saysNothingOf("/reserve/releases");
        holder.open("/reserve/lots?holding=H-1").is(200).says("没有批次");
        for (String page : new String[] {"calendar", "claims", "releases", "statements", "prices"}) {
            officer.open("/reserve/" + page).is(200);
            assertThat(operator.open("/reserve/" + page).status()).isIn(403, 404);
        }
        assertThat(holder.open("/reserve/releases").status()).isIn(403, 404);
        officer.open("/reserve/releases/0000000000000").is(404);
        officer.open("/reserve/statements/0000000000000").is(404);
        officer.open("/reserve/releases?state=SIDEWAYS").is(400);
    }

    @Test
    void refusesAFormFromElsewhereAndKeepsWhatWasTypedInOnesOwn() {
        officer.post("/reserve/statements", Map.of("holding", "H-1")).is(403);
        Matcher token = CSRF.matcher(officer.open("/reserve/statements").body());
        assertThat(token.find()).isTrue();
        var form = new LinkedHashMap<>(
                Map.of("_csrf", token.group(1), "holding", "H-1", "why", SCRIPT, "from", "someday", "until", "x"));
        officer.post("/reserve/statements", form)
                .is(400)
                .says("role=\"alert\"", "&lt;script")
                .saysNothingOf(SCRIPT);
        form.put("holding", "H-2");
        officer.post("/reserve/statements", form).is(404);
    }

    @Test
    void promotionsAndRecallsAreTheOperatorsAloneAndKeepWhatWasTyped() {
        for (String page : new String[] {"/county/promotions", "/county/promotions/new", "/county/recalls"}) {
            operator.open(page).is(200);
            assertThat(officer.open(page).status()).isIn(403, 404);
        }
        assertThat(operator.open("/seller/promotions").status()).isIn(403, 404);
        for (String absent : new String[] {"promotions/0000000000000", "recalls/0000000000000"}) {
            operator.open("/county/" + absent).is(404);
        }
        operator.open("/county/recalls/0000000000000/buyers").is(404);
        operator.post("/county/promotions/new", Map.of("kind", "TIERS", "name", "x"))
                .is(403);
        var draft = operator.open("/county/promotions/new?kind=TIERS").is(200);
        var typed = new LinkedHashMap<>(Map.of("name", SCRIPT, "min-1", "100", "off-1", "1e3", "budget", "5"));
        operator.fill(draft, "/county/promotions/new", typed)
                .is(400)
                .says("role=\"alert\"", "&lt;script")
                .saysNothingOf(SCRIPT);
        typed.put("off-1", "10");
        operator.fill(draft, "/county/promotions/new", typed).is(400).says("标签");
        typed.put("name", "年货");
        typed.put("off-1", "200");
        operator.fill(draft, "/county/promotions/new", typed).is(400).says("促销条件不对");
        typed.put("off-1", "10");
        var made = operator.fill(draft, "/county/promotions/new", typed).is(200).says("待批准");
        // The same form again is the same promotion.
        assertThat(operator.fill(draft, "/county/promotions/new", typed).path()).isEqualTo(made.path());
        operator.post(made.path() + "/end", Map.of()).is(403);
        var lots = operator.open("/county/recalls").is(200);
        operator.fill(lots, "/county/recalls/reach", Map.of("lot", SCRIPT))
                .is(400)
                .saysNothingOf(SCRIPT);
        operator.fill(lots, "/county/recalls/reach", Map.of("lot", "L-0"))
                .is(400)
                .says("没有此批次");
        operator.open("/certificates?no=" + "x".repeat(70)).is(200);
        operator.open("/certificates?no=%3Cscript%3Ealert(1)%3C/script%3E")
                .is(200)
                .says("没有这个编号的证书")
                .saysNothingOf("<script>alert(1)");
    }

    @Test
    void theOperatorsQueuesAreHisAlone() {
        operator.open("/county").is(200).says("没有待办");
        for (String queue : new String[] {
            "products",
            "sellers",
            "papers",
            "authorizations",
            "promotions",
            "disputes",
            "reviews",
            "payouts",
            "tickets",
            "grants",
            "dead-letters",
            "names",
            "freight",
            "subsidies",
            "subsidy-applications",
            "commission-rules",
            "money-decisions"
        }) {
            operator.open("/county/queues/" + queue).is(200).says("没有待办");
            operator.open("/county/queues/" + queue + "/0000000000000").is(404);
            assertThat(officer.open("/county/queues/" + queue).status()).isIn(403, 404);
        }
        operator.open("/county/queues/wishes").is(404);
        operator.post("/county/queues/tickets/0000000000000", Map.of("answer", "resolve"))
                .is(403);
        operator.open("/county/network").is(200).says("新立镇");
        operator.open("/county/flows").is(200).says("没有包裹");
        operator.open("/county/flows?from=2026-02-01&to=2026-01-01").is(400);
        operator.open("/county/audit").is(200).says("还没有核对");
    }

    @Test
    void theOperatorKeepsWordsBoostsAndRolesOnPagesOfHisOwn() {
        for (String page :
                new String[] {"words", "words/new", "boosts", "boosts/new", "search-index", "roles", "figures"}) {
            operator.open("/county/" + page).is(200);
            assertThat(officer.open("/county/" + page).status()).isIn(403, 404);
        }
        operator.post("/county/words/W-1", Map.of("kind", "SAME", "words", "甲、乙", "version", "0"))
                .is(403);
        sent("/county/words/new", "/county/words/W-1", Map.of("kind", "SAME", "words", SCRIPT, "version", "0"))
                .is(400)
                .says("role=\"alert\"", "&lt;script")
                .saysNothingOf(SCRIPT);
        sent("/county/words/new", "/county/words/W-1", Map.of("kind", "SAME", "words", "甲乙、乙甲", "version", "0"))
                .at("/county/words")
                .is(200);
        operator.open("/county/words?q=%E4%B9%99%E7%94%B2").is(200).says("甲乙、乙甲", "/county/words/W-1");
        // Somebody who saw an older version does not write over what is there.
        sent("/county/words/W-1", "/county/words/W-1", Map.of("kind", "SAME", "words", "甲乙、丙", "version", "7"))
                .is(409)
                .says("value=\"7\"");
        sent("/county/words/W-1", "/county/words/W-1/removal", Map.of("version", "1"))
                .is(200);
        operator.open("/county/words/W-1").is(404);
        sent("/county/boosts/new", "/county/boosts/B-1", Map.of("worth", "9999"))
                .is(400);
        sent("/county/roles", "/county/roles", Map.of("what", "DRIVER.NODE", "place", "500233", "factor", "000000"))
                .is(403)
                .says("role=\"alert\"")
                .saysNothingOf("value=\"000000\"");
        operator.open("/county/words?kind=SIDEWAYS").is(400);
        operator.open("/county/figures?from=2026-02-01&to=2026-01-01").is(400);
        operator.open("/county/figures/fill.csv").is(200);
        assertThat(officer.open("/county/figures/books.csv").status()).isIn(403, 404);
        officer.open("/reserve/rotations/0000000000000").is(404);
        officer.open("/reserve/claims/0000000000000").is(404);
        officer.open("/reserve/rotate?lot=0000000000000").is(404);
        assertThat(holder.open("/reserve/rotate?lot=0000000000000").status()).isIn(403, 404);
        assertThat(operator.open("/reserve/rotations/0000000000000").status()).isIn(403, 404);
    }

    @Test
    void ordersAreFoundByNumberInTheAddressAndPeopleByAFormWithAReason() {
        operator.open("/county/orders").is(200).says("输入单号");
        assertThat(officer.open("/county/orders").status()).isIn(403, 404);
        operator.open("/county/orders?no=0000000000000").is(200).says("没有找到", "value=\"0000000000000\"");
        // Whoever puts a person into the address is shown nothing, and nobody was looked at.
        operator.open("/county/orders?no=13800000000").is(200).says("输入单号");
        operator.open("/county/orders?no=" + "x".repeat(60)).is(400);
        sent("/county/orders", "/county/orders", Map.of("q", "0000000000000"))
                .at("/county/orders?no=0000000000000")
                .is(200);
        sent("/county/orders", "/county/orders", Map.of("q", "13800000000"))
                .is(400)
                .says("role=\"alert\"", "value=\"13800000000\"");
        sent("/county/orders", "/county/orders", Map.of("q", SCRIPT, "why", "来电查件"))
                .is(200)
                .says("没有找到")
                .saysNothingOf(SCRIPT);
        operator.post("/county/orders", Map.of("q", "0000000000000")).is(403);
        operator.open("/county/orders/0000000000000").is(404);
        for (String deed : new String[] {"difference", "changes"}) {
            sent("/county/orders", "/county/orders/0000000000000/" + deed, Map.of("reason", "x", "quoted", "1"))
                    .is(404);
            operator.post("/county/orders/0000000000000/" + deed, Map.of("reason", "x"))
                    .is(403);
        }
    }

    /** The operator sends a form of his own, with the page's token. */
    private Reader.Seen sent(String page, String action, Map<String, String> typed) {
        Matcher token = CSRF.matcher(operator.open(page).body());
        assertThat(token.find()).isTrue();
        var form = new LinkedHashMap<>(typed);
        form.put("_csrf", token.group(1));
        return operator.post(action, form);
    }

    private <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }
}
