package org.cunlu.web.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.cunlu.accounts.Accounts;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.web.account.Reader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose pages they are, what a form may bring, and what becomes of it; buying itself is a journey. */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopPagesTest {
    private static final String PASSWORD = "kx93-mrt 忠橙";
    private static final String SCRIPT = "\"><script>alert(1)</script>";

    private EmbeddedServer server;
    private Reader reader;

    @BeforeAll
    void start() {
        var room = new LinkedHashMap<String, Object>(TestServers.properties("shop-pages", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        server = ApplicationContext.run(EmbeddedServer.class, room, "test");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void come() {
        reader = new Reader(server.getURI());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/checkout",
                "/account/addresses",
                "/account/addresses/new",
                "/account/addresses/0123456789ABC",
                "/orders",
                "/orders/0123456789ABC",
                "/orders/groups/0123456789ABC",
                "/live/0123456789ABC/order",
                "/orders/0123456789ABC/return",
                "/orders/0123456789ABC/review/1",
                "/reviews/0123456789ABC/report",
                "/returns",
                "/returns/0123456789ABC"
            })
    void whoIsNotSignedInIsLedThroughThatAndBack(String path) {
        assertThat(reader.open(path).is(200).path()).startsWith("/account/sign-in?next=");
    }

    @Test
    void anothersOrderIsAsOneThatIsNotThere() {
        signIn();
        for (String path : new String[] {"/orders/0123456789ABC", "/orders/groups/0123456789ABC", "/goods/NONE"}) {
            reader.open(path).is(404);
        }
        String csrf = csrf(reader.open("/orders").is(200).says("还没有订单").body());
        reader.post("/orders/0123456789ABC/cancel", Map.of("_csrf", csrf, "key", "key-of-a-form"))
                .is(404);
        reader.post("/orders/groups/0123456789ABC/pay", Map.of("_csrf", csrf, "key", "key-of-a-form"))
                .is(404);
        reader.open("/orders/groups/0123456789ABC/state?aside=1").is(404);
        reader.open("/live/0123456789ABC/order?slot=0123456789ABC").is(404);
        for (String act : new String[] {"cart", "order"}) {
            reader.post("/live/0123456789ABC/" + act, Map.of("_csrf", csrf, "slot", SCRIPT, "pieces", "1"))
                    .is(404);
        }
    }

    /** What is asked and written of orders: forms with photos too. */
    @Test
    void anothersRequestAndReviewAreAsThoseThatAreNotThere() {
        signIn();
        String csrf = csrf(reader.open("/returns").is(200).says("还没有售后申请").body());
        for (String path : new String[] {
            "/orders/0123456789ABC/return?line=1&reason=DAMAGED",
            "/orders/0123456789ABC/review/1",
            "/returns/0123456789ABC",
            "/returns/0123456789ABC/photos/0123456789ABC",
            "/reviews/0123456789ABC/report",
            "/goods/NONE/reviews"
        }) {
            reader.open(path).is(404);
        }
        for (String act : new String[] {"offer", "dispute", "words", "withdraw"}) {
            reader.post(
                            "/returns/0123456789ABC/" + act,
                            Map.of("_csrf", csrf, "key", "key-of-a-form", "why", SCRIPT, "words", SCRIPT))
                    .is(404);
        }
        reader.post("/reviews/0123456789ABC/report", Map.of("_csrf", csrf, "why", "rude", "more", SCRIPT))
                .is(404);
        assertThat(parts("/orders/0123456789ABC/review/1", csrf, "stars", "5", "words", SCRIPT))
                .isEqualTo(404);
        assertThat(parts(
                        "/orders/0123456789ABC/return",
                        csrf,
                        "line",
                        "1",
                        "kind",
                        "RETURN",
                        "reason",
                        "NO_REASON",
                        "pieces",
                        "1"))
                .isEqualTo(404);
        assertThat(parts("/orders/0123456789ABC/review/1", "", "stars", "5", "words", "x"))
                .isEqualTo(403);
        // Whoever buys has no shop to answer for.
        reader.open("/seller/returns").is(404);
        reader.open("/seller/reviews").is(404);
    }

    private int parts(String path, String csrf, String... fields) {
        var body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(part(fields[i], fields[i + 1]));
        }
        body.append(part("_csrf", csrf)).append("--cut--\r\n");
        return reader.send(
                        "POST",
                        path,
                        body.toString(),
                        Map.of(
                                "Content-Type",
                                "multipart/form-data; boundary=cut",
                                "Origin",
                                server.getURI().toString(),
                                "Sec-Fetch-Site",
                                "same-origin"))
                .statusCode();
    }

    private static String part(String name, String value) {
        return "--cut\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cart/lines",
                "/place",
                "/checkout",
                "/live/0123456789ABC/cart",
                "/live/0123456789ABC/order",
                "/orders/0123456789ABC/cancel",
                "/returns/0123456789ABC/offer",
                "/returns/0123456789ABC/dispute",
                "/account/addresses",
                "/account/addresses/0123456789ABC",
                "/account/addresses/0123456789ABC/usual",
                "/account/addresses/0123456789ABC/removal",
                "/account/addresses/0123456789ABC/use",
                "/reviews/0123456789ABC/report"
            })
    void nothingChangesWithoutTheTokenOfAPage(String path) {
        signIn();
        reader.open("/cart");
        reader.post(path, Map.of("offer", "O1", "pieces", "1", "village", "1")).is(403);
    }

    @Test
    void aCartRefusesWhatIsNoGoodsAndSaysSoOnItsPage() {
        String csrf = csrf(reader.open("/cart").is(200).says("购物车还是空的").body());
        reader.post("/cart/lines", Map.of("_csrf", csrf, "offer", "O-NONE", "pieces", "1"))
                .is(404);
        reader.post("/cart/lines", Map.of("_csrf", csrf, "offer", SCRIPT, "pieces", "0"))
                .is(200)
                .says("已从购物车移除")
                .saysNothingOf("<script>alert");
        // A live slot's pieces are counted for each buyer, whom one has to know.
        var sent = reader.post(
                "/cart/lines",
                Map.of("_csrf", csrf, "offer", "O1", "pieces", "1", "slot", "S1", "session", "AB//evil.example"));
        assertThat(sent.is(200).path()).isEqualTo("/account/sign-in?next=%2Flive%2FABevilexample");
    }

    @Test
    void goodsMayGoOutOfTheCountyAndTheBrowserRemembersIt() {
        var page = reader.open("/place?next=%2Fcart").is(200);
        page = reader.fill(page, "/place", Map.of("province", "重庆市", "city", "渝中区 <b>"))
                .at("/cart")
                .is(200);
        reader.open("/").says("重庆市 · 渝中区 &lt;b&gt;").saysNothingOf("渝中区 <b>");
        page = reader.open("/place?next=https%3A%2F%2Fevil.example");
        reader.fill(page, "/place", Map.of("province", " ", "city", "x"))
                .is(400)
                .says("请填写省份和城市");
        reader.cookies().put("cunlu-place", "O%zz.%");
        reader.cookies().put("cunlu-basket", "nonsense");
        reader.cookies().put("cunlu-basket-count", "12345");
        reader.open("/").is(200).says("还没选收货地");
        reader.open("/cart").is(200).says("购物车还是空的");
    }

    @Test
    void addressesAreKeptOfferedChangedAndDeletedByTheirOwner() {
        signIn();
        reader.open("/account/addresses").is(200).says("还没有收货地址");
        // Without a place one says first where to.
        reader.open("/account/addresses/new").is(200).at("/place?next=%2Faccount%2Faddresses%2Fnew");
        outside("渝中区");
        var form = reader.open("/account/addresses/new").is(200).says("周小满", "重庆市 · 渝中区");
        reader.fill(form, "/account/addresses", Map.of("phone", "12", "street", "解放碑1号"))
                .is(400)
                .says("请填写11位的大陆手机号", "解放碑1号");
        reader.fill(form, "/account/addresses", Map.of("street", " ")).is(400).says("请填写街道和门牌");
        var list = reader.fill(form, "/account/addresses", Map.of("name", SCRIPT, "street", "解放碑1号"))
                .at("/account/addresses")
                .is(200)
                .says("地址已保存", "解放碑1号", "常用")
                .saysNothingOf("<script>alert");
        // The same form sent twice keeps one.
        reader.fill(form, "/account/addresses", Map.of("name", SCRIPT, "street", "解放碑1号"))
                .is(200);
        assertThat(ids(reader.open("/account/addresses").body())).hasSize(1);
        String first = ids(list.body()).getFirst();
        outside("江北区");
        var change = reader.open("/account/addresses/" + first).is(200).says("渝中区", "江北区");
        var changed = new LinkedHashMap<>(
                Map.of("_csrf", csrf(change.body()), "name", "李四", "phone", "13700137000", "street", "解放碑1号"));
        changed.put("where", "V999");
        reader.post("/account/addresses/" + first, changed).is(400).says("不在服务范围的村");
        changed.put("where", "O%E9%87%8D.%E6%B1%9F");
        reader.post("/account/addresses/" + first, changed).is(200).says("李四", "重 · 江");
        reader.cookies().remove("cunlu-place");
        var offered = reader.open("/place?next=%2Fcart").is(200).says("李四");
        reader.fill(offered, "/account/addresses/" + first + "/use", Map.of())
                .at("/cart")
                .is(200);
        reader.open("/").says("重 · 江");
        reader.fill(reader.open("/account/addresses"), "/account/addresses/" + first + "/removal", Map.of())
                .is(200)
                .says("地址已删除", "还没有收货地址");
    }

    @Test
    void anothersAddressIsAsOneThatIsNotThere() {
        signIn();
        outside("渝中区");
        var form = reader.open("/account/addresses/new");
        String own = ids(reader.fill(form, "/account/addresses", Map.of("street", "解放碑1号"))
                        .body())
                .getFirst();
        reader = new Reader(server.getURI());
        signIn();
        String csrf = csrf(reader.open("/account/addresses").body());
        for (String id : new String[] {own, "0123456789ABC", "x"}) {
            reader.open("/account/addresses/" + id).is(404);
            for (String act : new String[] {"", "/usual", "/removal", "/use"}) {
                reader.post("/account/addresses/" + id + act, Map.of("_csrf", csrf, "name", "李四"))
                        .is(404);
            }
        }
    }

    private void outside(String city) {
        reader.fill(reader.open("/place?next=%2Fcart"), "/place", Map.of("province", "重庆市", "city", city))
                .is(200);
    }

    private static List<String> ids(String page) {
        return Pattern.compile("href=\"/account/addresses/([0-9A-Z]{13})\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void aListIsShownWhateverStandsInItsAddress() {
        reader.open(
                        "/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&sort=SOONEST&min=9&max=1&a.X=1&a.%3Cb%3E=2&storage=ICE")
                .is(200)
                .saysNothingOf("<script>alert");
        reader.open("/suggest?q=zc").is(200);
        reader.open("/place/villages?q=%3Cscript%3E").is(200).says("没有找到这个村");
        reader.open("/live").is(200).says("现在没有直播");
        reader.open("/live/0123456789ABC").is(404);
    }

    private void signIn() {
        String phone = Reader.anyPhone();
        server.getApplicationContext().getBean(Accounts.class).register(phone, PASSWORD, "周小满");
        reader.signIn(phone, PASSWORD).is(200);
    }

    private static String csrf(String page) {
        var found = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
