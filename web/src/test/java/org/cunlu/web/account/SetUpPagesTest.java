package org.cunlu.web.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.StringReader;
import java.util.HashMap;
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
import org.cunlu.logistics.Network;
import org.cunlu.logistics.NetworkImport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Carriers, serving rules, outside systems, the gateway and nodes at rest, on pages: whose they are, and what bad input does. */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SetUpPagesTest {
    private static final String PASSWORD = "kx93-mrt 忠橙";
    private static final String SCRIPT = "<script>1</script>";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final String NETWORK = """
            record,code,name,tier,parent,status,latitude,longitude,made_up,days,opens,closes,cut_off,handling_minutes
            node,500233,忠县共配中心,HUB,,OPEN,30.3,108.04,true,1234567,08:00,18:00,15:00,60
            node,500233-OUT,忠县出县口,GATEWAY,500233,OPEN,30.28,108.02,true,1234567,06:00,23:00,,45
            node,500233112,新立镇中转站,TOWNSHIP,500233,OPEN,30.32,107.9,true,1234567,08:00,18:00,15:00,30
            node,500233112203,双柏村站,VILLAGE,500233112,OPEN,30.33,107.91,true,1234567,08:00,18:00,15:00,10
            """;

    private EmbeddedServer server;
    private Reader operator;
    private Reader elsewhere;
    private Reader worker;
    private Reader hubWorker;
    private Reader keeper;
    private Reader dispatcher;

    @BeforeAll
    void start() {
        var room = new LinkedHashMap<String, Object>(TestServers.properties("set-up-pages", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        server = ApplicationContext.run(EmbeddedServer.class, room, "test");
        var loaded = server.getApplicationContext()
                .getBean(NetworkImport.class)
                .network(new StringReader(NETWORK), false, "system");
        assertThat(loaded.faults()).isEmpty();
        await().until(() -> server.getApplicationContext()
                .getBean(Network.class)
                .node("500233-OUT")
                .isPresent());
        operator = somebody(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, "500233");
        elsewhere = somebody(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE, "500999");
        worker = somebody(Role.WAREHOUSE_WORKER, Scope.Kind.NODE, "500233-OUT");
        hubWorker = somebody(Role.WAREHOUSE_WORKER, Scope.Kind.NODE, "500233");
        keeper = somebody(Role.STATION_KEEPER, Scope.Kind.NODE, "500233112203");
        dispatcher = somebody(Role.DISPATCHER, Scope.Kind.SUBTREE, "500233");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Reader somebody(Role role, Scope.Kind kind, String scope) {
        var reader = new Reader(server.getURI());
        String phone = Reader.anyPhone();
        reader.signUp(phone, "张三丰", PASSWORD).at("/account").is(200);
        Accounts accounts = server.getApplicationContext().getBean(Accounts.class);
        accounts.grant(accounts.byPhone(phone).orElseThrow(), new Grant(role, new Scope(kind, scope)), "system");
        return reader;
    }

    @Test
    void aCarrierIsSetUpChangedAndNotWrittenOver() {
        operator.open("/county/carriers").is(200).says("/county/carriers/new");
        assertThat(dispatcher.open("/county/carriers").status()).isIn(403, 404);
        elsewhere.open("/county/carriers").is(404);
        operator.open("/county/carriers/NOBODY").is(404);
        var typed = new HashMap<>(Map.of(
                "version", "0", "carrier", "yto", "name", "圆通", "rule", "PLAIN", "min", "8", "max", "20", "waybill",
                "运单号"));
        typed.putAll(Map.of("status", "状态", "at", "时间", "format", "yyyy-MM-dd HH:mm:ss"));
        typed.putAll(Map.of("word-0", "已签收", "meaning-0", "DELIVERED", "word-1", SCRIPT, "meaning-1", "REFUSED"));
        operator.post("/county/carriers/new", typed).is(403);
        sent(operator, "/county/carriers/new", "/county/carriers/new", typed)
                .is(400)
                .says("role=\"alert\"");
        typed.put("carrier", "YTO");
        sent(operator, "/county/carriers/new", "/county/carriers/new", typed)
                .is(400)
                .says("尖括号", "&lt;script", "value=\"YTO\"")
                .saysNothingOf(SCRIPT);
        typed.put("word-1", "");
        typed.put("format", "nonsense");
        sent(operator, "/county/carriers/new", "/county/carriers/new", typed)
                .is(400)
                .says("时间格式不对");
        typed.put("format", "yyyy-MM-dd HH:mm:ss");
        typed.put("max", "41");
        sent(operator, "/county/carriers/new", "/county/carriers/new", typed)
                .is(400)
                .says("4 到 40");
        typed.put("max", "20");
        sent(operator, "/county/carriers/new", "/county/carriers/new", typed)
                .at("/county/carriers")
                .is(200)
                .says("圆通");
        operator.open("/county/carriers/YTO").is(200).says("value=\"已签收\"");
        typed.put("name", "圆通速递");
        // Somebody who saw none writes over none.
        sent(operator, "/county/carriers/YTO", "/county/carriers/YTO", typed)
                .is(409)
                .says("圆通速递");
        typed.put("version", "1");
        sent(operator, "/county/carriers/YTO", "/county/carriers/YTO", typed)
                .is(200)
                .says("圆通速递");
        typed.put("name", "别处");
        sent(elsewhere, "/account", "/county/carriers/YTO", typed).is(404);
        worker.open("/station/gateway").is(200).says("没有待交的包裹");
    }

    @Test
    void theGatewayIsWhoseWorksThere() {
        for (String part : new String[] {"WAITING", "AWAY", "BACK", "GIVEN", "TRACKING"}) {
            worker.open("/station/gateway?show=" + part).is(200);
            hubWorker.open("/station/gateway?show=" + part).is(404);
            keeper.open("/station/gateway?show=" + part).is(404);
            keeper.open("/station/gateway?node=500233-OUT&show=" + part).is(404);
        }
        hubWorker.open("/station").is(200).saysNothingOf("/station/gateway");
        worker.open("/station").is(200).says("/station/gateway");
        assertThat(operator.open("/station/gateway").status()).isIn(403, 404);
        worker.open("/station/gateway?show=SIDEWAYS").is(400);
        worker.open("/station/gateway/files/0000000000000").is(404);
        worker.open("/station/gateway/files/0000000000000/refused.csv").is(404);
        worker.open("/station/gateway/files/0000000000000/list.pdf").is(404);
        worker.post("/station/gateway/given", Map.of("node", "500233-OUT")).is(403);
        sent(worker, "/station/gateway", "/station/gateway/given", Map.of("node", "500233-OUT"))
                .is(400)
                .says("还没有填运单号");
        var nobody = Map.of("node", "500233-OUT", "carrier", "NOBODY", "key", "0123456789", "waybill-P1", "12345678");
        sent(worker, "/station/gateway", "/station/gateway/given", nobody).is(404);
        sent(keeper, "/account", "/station/gateway/given", nobody).is(404);
    }

    @Test
    void servingRulesAreSetInTheirOrderAndNotWrittenOver() {
        operator.open("/county/serving").is(200).says("农资", "出厂规则");
        elsewhere.open("/county/serving").is(404);
        assertThat(worker.open("/county/serving").status()).isIn(403, 404);
        var typed = new HashMap<>(
                Map.of("trade", "FARM_INPUTS", "version", "0", "rule-1", "COST", "rule-2", "COST", "split", "NEVER"));
        typed.put("backorder", "EXPECTED");
        String door = "/county/serving/FARM_INPUTS";
        operator.post(door, typed).is(403);
        sent(operator, "/county/serving", door, typed).is(400).says("规则重复");
        typed.put("rule-2", "SIDEWAYS");
        sent(operator, "/county/serving", door, typed).is(400);
        typed.put("rule-1", "");
        typed.put("rule-2", "");
        sent(operator, "/county/serving", door, typed).is(400).says("至少选一条规则");
        typed.put("rule-2", "AGE");
        typed.put("rule-4", "COST");
        sent(operator, "/county/serving", door, typed)
                .at("/county/serving")
                .is(200)
                .says("本县第 1 版");
        typed.put("rule-1", "ARRIVAL");
        sent(operator, "/county/serving", door, typed).is(409).says("规则刚被改动");
        sent(elsewhere, "/account", door, typed).is(404);
        assertThat(sent(operator, "/county/serving", "/county/serving/WISHES", typed)
                        .status())
                .isIn(400, 404);
    }

    @Test
    void outsideSystemsAreMadeWithASecondFactorAlone() {
        operator.open("/county/webhooks").is(200).says("还没有外部系统", "fact.order.paid");
        elsewhere.open("/county/webhooks").is(404);
        assertThat(worker.open("/county/webhooks").status()).isIn(403, 404);
        var typed = new HashMap<>(Map.of("url", "https://example.com/" + SCRIPT, "fact.order.paid", "yes"));
        operator.post("/county/webhooks", typed).is(403);
        sent(operator, "/county/webhooks", "/county/webhooks", typed)
                .is(403)
                .says("role=\"alert\"", "&lt;script")
                .saysNothingOf(SCRIPT);
        String absent = "/county/webhooks/0000000000000";
        operator.open(absent).is(404);
        operator.open(absent + "/deliveries/0000000000000").is(404);
        operator.open("/county/webhooks/x?state=SIDEWAYS").is(400);
        for (String deed :
                new String[] {"", "/state", "/secret", "/ping", "/removal", "/deliveries/0000000000000/replay"}) {
            var form = Map.of("url", "https://example.com/x", "fact.order.paid", "yes", "version", "1", "live", "no");
            sent(operator, "/county/webhooks", absent + deed, form).is(404);
            operator.post(absent + deed, form).is(403);
        }
    }

    @Test
    void nodesAtRestAreTheDispatchersAndOthersAreNotThere() {
        dispatcher.open("/dispatch/evacuations").is(200).says("没有停用或关闭的网点");
        operator.open("/dispatch/evacuations").is(200);
        assertThat(worker.open("/dispatch/evacuations").status()).isIn(403, 404);
        // One that is open is cleared by nobody.
        dispatcher.open("/dispatch/evacuations/500233112203").is(404);
        dispatcher.open("/dispatch/evacuations/500233112203/progress").is(404);
        sent(
                        dispatcher,
                        "/dispatch/nodes/500233112203",
                        "/dispatch/evacuations/500233112203/stock",
                        Map.of("to", "500233"))
                .is(404);
        dispatcher
                .post("/dispatch/evacuations/500233112203/stock", Map.of("to", "500233"))
                .is(403);
    }

    /** A form of his own, with the page's token. */
    private static Reader.Seen sent(Reader who, String page, String action, Map<String, String> typed) {
        Matcher token = CSRF.matcher(who.open(page).body());
        assertThat(token.find()).isTrue();
        var form = new LinkedHashMap<>(typed);
        form.put("_csrf", token.group(1));
        return who.post(action, form);
    }
}
