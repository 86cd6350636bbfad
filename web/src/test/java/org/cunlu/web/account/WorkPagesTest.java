package org.cunlu.web.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.cunlu.accounts.Accounts;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.NetworkImport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Pages of a station and of a run: whose they are, and what bad input does. Lies beside the reader that it shares. */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkPagesTest {
    private static final String PASSWORD = "kx93-mrt 忠橙";
    private static final String OWN = "500233112203";
    private static final String OTHER = "500233112";
    private static final String NETWORK = """
            record,code,name,tier,parent,status,latitude,longitude,made_up,days,opens,closes,cut_off,handling_minutes,township
            node,500233,忠县共配中心,HUB,,OPEN,30.3,108.04,true,1234567,08:00,18:00,15:00,60,
            node,500233112,新立镇中转站,TOWNSHIP,500233,OPEN,30.32,107.9,true,1234567,08:00,18:00,15:00,30,
            node,500233112203,双柏村站,VILLAGE,500233112,OPEN,30.33,107.91,true,1234567,08:00,18:00,15:00,10,
            village,500233112203,双柏村,,,,30.33,107.91,true,,,,,,500233112
            """;

    private EmbeddedServer server;
    private Reader keeper;
    private Reader driver;

    @BeforeAll
    void start() {
        var room = new LinkedHashMap<String, Object>(TestServers.properties("work-pages", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        server = ApplicationContext.run(EmbeddedServer.class, room, "test");
        var loaded = bean(NetworkImport.class).network(new StringReader(NETWORK), false, "system");
        assertThat(loaded.faults()).isEmpty();
        await().until(() -> bean(Network.class).node(OWN).isPresent());
        keeper = somebody(Role.STATION_KEEPER);
        driver = somebody(Role.DRIVER);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Reader somebody(Role role) {
        var reader = new Reader(server.getURI());
        String phone = Reader.anyPhone();
        reader.signUp(phone, "张三丰", PASSWORD).at("/account").is(200);
        String id = bean(Accounts.class).byPhone(phone).orElseThrow();
        bean(Accounts.class).grant(id, new Grant(role, new Scope(Scope.Kind.NODE, OWN)), "system");
        return reader;
    }

    @Test
    void showsOnesOwnNodeAndNoOther() {
        for (String page : new String[] {
            "",
            "/list?what=SEND",
            "/scan?mode=SHELVE",
            "/offline",
            "/pickup",
            "/cash",
            "/goods-back",
            "/inspections",
            "/purchases",
            "/transfers",
            "/put-away",
            "/waves",
            "/put-backs"
        }) {
            keeper.open("/station" + page).is(200).says("双柏村站");
            String other = "/station" + page + (page.contains("?") ? "&" : "?") + "node=" + OTHER;
            keeper.open(other).is(404).saysNothingOf("新立镇中转站");
            assertThat(driver.open("/station" + page).status()).isIn(403, 404);
        }
        driver.open("/run").is(200).says("没有您的班次");
        driver.open("/run/B1/2026-11-26").is(404);
        driver.open("/run/B1/someday").is(404);
        assertThat(keeper.open("/run").status()).isIn(403, 404);
    }

    @Test
    void refusesAFormOfAnotherPageAndSaysWhatIsWrongWithOnesOwn() {
        keeper.post("/station/scan", Map.of("node", OWN, "kind", "RECEIVE", "id", "12345678", "code", "A"))
                .is(403);
        var scan = keeper.open("/station/scan?mode=RECEIVE&code=%22%3E%3Cscript%3E1%3C/script%3E");
        scan.is(200).saysNothingOf("<script>1");
        keeper.fill(scan, "/station/scan", Map.of("code", "\"><script>1</script>"))
                .is(200)
                .says("data-tone=\"bad\"")
                .saysNothingOf("<script>1");
        keeper.fill(scan, "/station/scan", Map.of("code", "NO-SUCH-1", "node", OTHER))
                .is(404);
        keeper.fill(keeper.open("/station/pickup"), "/station/pickup", Map.of("code", "00000000"))
                .is(409)
                .says("取件码不对")
                .saysNothingOf("value=\"00000000\"");
    }

    @Test
    void opensAnOrderForAVillagerOfHisStationAndNobodyElseSeesIt() {
        assertThat(driver.open("/station/orders").status()).isIn(403, 404);
        keeper.open("/station/orders?node=" + OTHER).is(404);
        var page = keeper.open("/station/orders").is(200).says("给村民代下单");
        var typed =
                new LinkedHashMap<>(Map.of("name", "<b>冉", "phone", "139", "birthDate", "1950", "reference", "第 7 号"));
        keeper.post("/station/orders", typed).is(403);
        keeper.fill(page, "/station/orders", typed).is(400).says("请检查出生日期").saysNothingOf("<b>冉");
        typed.putAll(Map.of("birthDate", LocalDate.now().toString(), "phone", Reader.anyPhone()));
        keeper.fill(page, "/station/orders", typed).is(409).saysNothingOf("<b>冉");
        typed.put("birthDate", "1950-03-04");
        var order = keeper.fill(page, "/station/orders", typed).is(200).saysNothingOf("<b>冉");
        // The same form again is the same order.
        assertThat(keeper.fill(page, "/station/orders", typed).is(200).path()).isEqualTo(order.path());
        var other = somebody(Role.STATION_KEEPER);
        for (String door : new String[] {"", "/till", "?q=%3Cscript%3E"}) {
            keeper.open(order.path() + door)
                    .is(door.equals("/till") ? 409 : 200)
                    .saysNothingOf("<script>");
            other.open(order.path() + door).is(404);
        }
        String give = order.path() + "/abandonment";
        var csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(order.body());
        assertThat(csrf.find()).isTrue();
        var line = Map.of("_csrf", csrf.group(1), "offer", "O-NONE", "pieces", "1");
        keeper.post(order.path() + "/lines", line).is(404);
        keeper.post(order.path() + "/till", Map.of("_csrf", csrf.group(1), "total", "1e9"))
                .is(400);
        keeper.post(order.path() + "/cash", Map.of("_csrf", csrf.group(1), "due", "100"))
                .is(409);
        keeper.post(order.path() + "/pay-link", Map.of("_csrf", csrf.group(1))).is(409);
        assertThat(keeper.fill(order, give, Map.of()).is(200).says("村民信息已删除").path())
                .startsWith("/station/orders?node=");
        assertThat(keeper.open(order.path()).is(200).path()).startsWith("/station/orders?node=");
        keeper.open("/pay/no-such-token").is(404);
    }

    @Test
    void aShiftIsBegunAndEndedByACountThatIsExplained() {
        var page = keeper.open("/station/shifts").is(200).says("还没有交接班记录");
        keeper.open("/station/shifts?node=" + OTHER).is(404);
        assertThat(driver.open("/station/shifts").status()).isIn(403, 404);
        keeper.post("/station/shifts", Map.of("node", OWN, "counted", "0")).is(403);
        keeper.fill(page, "/station/shifts", Map.of("counted", "0", "node", OTHER))
                .is(404);
        keeper.fill(page, "/station/shifts", Map.of("counted", "x")).is(400).says("请填写金额");
        keeper.fill(page, "/station/shifts", Map.of("counted", "35.50")).is(400).says("请写明原因", "35.50");
        var typed = Map.of("counted", "35.50", "why", "备用金 <b>");
        var running = keeper.fill(page, "/station/shifts", typed)
                .is(200)
                .says("已接班", "你在当班", "多 ", "备用金 &lt;b&gt;")
                .saysNothingOf("备用金 <b>");
        // The same form sent twice begins one; another while it runs is refused.
        keeper.fill(page, "/station/shifts", typed).is(200);
        keeper.fill(page, "/station/shifts", Map.of("counted", "0", "key", "another-key-0"))
                .is(409);
        keeper.fill(running, "/station/shifts/end", Map.of("counted", "0", "shift", "0123456789ABC"))
                .is(404);
        keeper.fill(running, "/station/shifts/end", Map.of("counted", "0", "hand-in", "1"))
                .is(200)
                .says("已交班", "当班上交")
                .saysNothingOf("你在当班");
        keeper.fill(running, "/station/shifts/end", Map.of("counted", "0", "key", "another-key-1"))
                .is(409);
        keeper.open("/station/cash").is(200).says("/station/shifts");
    }

    @Test
    void takesNothingBackByAWrongCodeAndInspectsNothingThatIsNotThere() {
        var page = keeper.open("/station/goods-back").is(200);
        keeper.post("/station/goods-back", Map.of("node", OWN, "code", "0123456789"))
                .is(403);
        keeper.fill(page, "/station/goods-back", Map.of("code", "12<b>"))
                .is(400)
                .saysNothingOf("12<b>");
        keeper.fill(page, "/station/goods-back", Map.of("code", "0123456789"))
                .is(409)
                .says("退货码不对")
                .saysNothingOf("value=\"0123456789\"");
        keeper.fill(page, "/station/goods-back", Map.of("code", "0123456789", "node", OTHER))
                .is(404);
        keeper.open("/station/goods-back/P000000000001/label").is(404);
        keeper.open("/station/goods-back?done=%3Cscript%3E").is(200).saysNothingOf("已收下");
        for (String what : new String[] {"SENT", "UNDELIVERED"}) {
            keeper.open("/station/inspections?what=" + what).is(200).says("没有待验收的包裹");
            keeper.open("/station/inspections/" + what + "/P000000000001").is(404);
            assertThat(driver.open("/station/inspections?what=" + what).status())
                    .isIn(403, 404);
        }
        keeper.open("/station/inspections/LOST/P000000000001").is(404);
    }

    @Test
    void countsNothingInPutsNothingAwayAndPicksNothingThatIsNotThere() {
        for (String absent : new String[] {"purchases", "transfers", "waves"}) {
            keeper.open("/station/" + absent + "/0000000000000").is(404);
        }
        var due = keeper.open("/station/waves").is(200).says("没有等待拣货的包裹");
        var shelf = keeper.open("/station/put-away").is(200).says("村级站没有库位");
        keeper.post("/station/waves", Map.of("node", OWN)).is(403);
        keeper.post("/station/put-away", Map.of("node", OWN)).is(403);
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(due.body() + shelf.body());
        assertThat(token.find()).isTrue();
        var form = new LinkedHashMap<>(Map.of("_csrf", token.group(1), "node", OWN, "key", "0123456789"));
        keeper.post("/station/waves", form).is(409).says("没有等待此班次的包裹");
        form.put("date", "someday");
        keeper.post("/station/waves", form).is(400);
        form.put("node", OTHER);
        keeper.post("/station/waves", form).is(404);
        keeper.post("/station/put-away", form).is(404);
        form.put("node", OWN);
        form.putAll(
                Map.of("sku", "<b>", "lot", "", "owner", "OWN", "status", "AVAILABLE", "pieces", "1", "bin", "A-1"));
        keeper.post("/station/put-away", form).is(400).saysNothingOf("<b>");
        form.put("sku", "SKU-1");
        keeper.post("/station/put-away", form).is(400).says("村级站没有库位");
        form.put("status", "SIDEWAYS");
        keeper.post("/station/put-away", form).is(400);
        for (String act : new String[] {"lists", "picks/0000000000001", "picks/0000000000001/return"}) {
            keeper.post("/station/waves/0000000000000/" + act, form).is(404);
        }
        keeper.post("/station/put-backs/0000000000001", form).is(404);
        keeper.post("/station/transfers/0000000000000/units/P000000000001", form)
                .is(404);
        form.put("bin", "<script>");
        keeper.post("/station/put-backs/0000000000001", form).is(400).saysNothingOf("<script>");
    }

    @Test
    void printsTheLabelOfWhatWasHandedInAtItsOwnNodeOnly() {
        var page = keeper.open("/station/drop-off").is(200);
        var goods = Map.of("kilograms", "2.5", "pieces", "1", "description", "土鸡蛋 <b>", "refused", "破损");
        var taken = keeper.fill(page, "/station/drop-off", goods)
                .is(200)
                .says("打印凭据标签")
                .saysNothingOf("蛋 <b>");
        var found = Pattern.compile("/station/drop-off/[0-9A-Z]{13}/label\\?node=[0-9]+")
                .matcher(taken.body());
        assertThat(found.find()).isTrue();
        var printed = keeper.send("GET", found.group(), "", Map.of());
        assertThat(printed.statusCode()).isEqualTo(200);
        assertThat(printed.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(printed.body()).startsWith("%PDF");
        keeper.open(found.group().replace("node=" + OWN, "node=" + OTHER)).is(404);
        keeper.open("/station/drop-off/0123456789ABC/label").is(404);
        assertThat(driver.open(found.group()).status()).isIn(403, 404);
    }

    @Test
    void takesWhatAPhoneKeptWithItsTokenOnlyAndAnswersEachOnItsOwn() {
        var gate = keeper.send("GET", "/station/sync", "", Map.of());
        assertThat(gate.statusCode()).isEqualTo(200);
        var found = Pattern.compile("\"csrf\":\"([^\"]+)\"").matcher(gate.body());
        assertThat(found.find()).isTrue();
        String row =
                "{\"id\":\"%s\",\"device\":\"web-1\",\"madeAt\":\"2026-11-26T08:00:00Z\",\"kind\":\"%s\",\"node\":\"%s\","
                        + "\"code\":\"NO-SUCH-1\",\"pickupCode\":\"12345678\"}";
        String body = "{\"sentAt\":\"2026-11-26T08:00:05Z\",\"rows\":["
                + row.formatted("a1", "HAND_OVER", OWN) + "," + row.formatted("a2", "EXPLODE", OWN) + ","
                + row.formatted("a3", "RECEIVE", OTHER) + "]}";
        var json = Map.of("Content-Type", "application/json", "Sec-Fetch-Site", "same-origin");
        assertThat(keeper.send("POST", "/station/sync", body, json).statusCode())
                .isEqualTo(403);
        var sent = new LinkedHashMap<>(json);
        sent.put("X-CSRF-Token", found.group(1));
        var answer = keeper.send("POST", "/station/sync", body, sent);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"a1\"", "\"a2\"", "\"a3\"", "这次交付没有通过")
                .doesNotContain("\"good\":true");
        assertThat(keeper.send("POST", "/station/sync", "{\"rows\":[]}", sent).statusCode())
                .isEqualTo(400);
        assertThat(keeper.send("POST", "/run/sync", body, sent).statusCode()).isIn(403, 404);
    }

    private <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }
}
