package org.cunlu.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.cunlu.accounts.Accounts;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.web.account.Reader.Seen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in and out by forms, without JavaScript. */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountPagesTest {
    private static final String PASSWORD = "kx93-mrt 忠橙";

    private EmbeddedServer server;
    private Reader reader;
    private String phone;

    @BeforeAll
    void start() {
        var room = new LinkedHashMap<String, Object>(TestServers.properties("account-pages", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        room.put("cunlu.accounts.codes.phone-per-minute", "100");
        room.put("cunlu.accounts.codes.phone-per-hour", "100");
        server = ApplicationContext.run(EmbeddedServer.class, room, "test");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void come() {
        reader = new Reader(server.getURI());
        phone = Reader.anyPhone();
    }

    @Test
    void somebodyNewSignsUpAndOutAndInAgainByPasswordAndByCode() {
        Seen mine = signUp("张三丰", PASSWORD).is(200).at("/account");
        mine.says("张三丰", "138****" + phone.substring(7), "Chrome · Android", "本机")
                .saysNothingOf(phone);

        Seen out = reader.fill(mine, "/account/sign-out", Map.of()).at("/account/sign-in");
        out.is(200).says("已退出登录");
        reader.open("/account").at("/account/sign-in?next=%2Faccount").saysNothingOf("已退出登录");

        Seen in = reader.fill(
                reader.open("/account/sign-in"), "/account/sign-in", Map.of("phone", phone, "password", PASSWORD));
        in.at("/account").is(200).says("张三丰");
        reader.fill(in, "/account/sign-out", Map.of());

        byCode(phone).at("/account").is(200).says("张三丰", "短信验证码");
        assertThat(accounts().byPhone(phone)).isPresent();
    }

    @Test
    void whoeverSignsUpAgreesToWhatHisDataIsUsedFor() {
        Seen page = askCode("/account/sign-up", phone).says("提供服务", "我们处理您的姓名、手机号");
        String code = Phones.code(phone);
        Seen refused = reader.fill(page, "/account/sign-up", Map.of("code", code, "name", "李四", "agreed", ""));
        refused.is(400).says("需要同意后才能注册", "value=\"李四\"");
        assertThat(accounts().byPhone(phone)).isEmpty();
        reader.fill(refused, "/account/sign-up", Map.of("code", code, "name", "李四", "agreed", "yes"))
                .at("/account")
                .says("李四");
        assertThat(accounts().byPhone(phone)).isPresent();
    }

    @Test
    void whoWasShownAnOlderTextIsShownTheNewOneFirst() {
        Seen page = askCode("/account/sign-up", phone);
        var typed = Map.of("code", Phones.code(phone), "name", "李四", "agreed", "yes");
        newText("INSERT INTO acc_purpose SELECT purpose, 2, required, title_zh, title_en, '新的说明', text_en, '2025-02-01'"
                + " FROM acc_purpose WHERE purpose = 'service' AND version = 1");
        try {
            Seen refused = reader.fill(page, "/account/sign-up", typed);
            refused.is(409).says("服务说明已更新", "新的说明");
            assertThat(accounts().byPhone(phone)).isEmpty();
            reader.fill(refused, "/account/sign-up", typed).at("/account").says("李四");
        } finally {
            newText("DELETE FROM acc_purpose WHERE purpose = 'service' AND version = 2");
        }
    }

    private void newText(String change) {
        var context = server.getApplicationContext();
        context.getBean(Transactions.class).run(() -> context.getBean(Sql.class).change(change));
    }

    @Test
    void aWrongPasswordAndAnUnknownNumberLookTheSame() {
        accounts().register(phone, PASSWORD, "王五");
        Seen page = reader.open("/account/sign-in");
        Seen wrong = reader.fill(page, "/account/sign-in", Map.of("phone", phone, "password", "not-it-at-all"));
        Seen unknown =
                reader.fill(page, "/account/sign-in", Map.of("phone", "13900000001", "password", "not-it-at-all"));
        wrong.is(401).says("手机号或密码不正确", "value=\"" + phone + "\"", "role=\"alert\"");
        unknown.is(401);
        assertThat(withoutToken(unknown.body()).replace("13900000001", phone)).isEqualTo(withoutToken(wrong.body()));
        assertThat(wrong.body()).doesNotContain("not-it-at-all");
        assertThat(wrong.header("WWW-Authenticate")).isEmpty();
    }

    /** And what is safer is one step away, or offered once he is in. */
    @Test
    void whoComesInByAMessageIsToldWhatItIsWorth() {
        accounts().register(phone, PASSWORD, "王五");
        askCode("/account/sign-in/code", phone).says("短信可能被转发", "验证器更稳妥", "href=\"/account/sign-in\"");
        askCode("/account/forgotten", phone).says("短信可能被转发");
    }

    @Test
    void askingForACodeLooksTheSameForEveryNumber() {
        accounts().register(phone, PASSWORD, "王五");
        Seen known = askCode("/account/sign-in/code", phone);
        var other = new Reader(server.getURI());
        Seen unknown = other.fill(
                other.open("/account/sign-in/code"), "/account/sign-in/code", Map.of("phone", "13912345678"));
        known.is(200);
        unknown.is(200);
        assertThat(withoutToken(unknown.body()).replace("139****5678", "138****" + phone.substring(7)))
                .isEqualTo(withoutToken(known.body()));
    }

    @Test
    void aWrongCodeIsToldBesideTheFormAndARightOneStillCounts() {
        accounts().register(phone, PASSWORD, "王五");
        Seen page = askCode("/account/sign-in/code", phone);
        String code = Phones.code(phone);
        String wrong = code.equals("123456") ? "654321" : "123456";
        Seen refused = reader.fill(page, "/account/sign-in/code", Map.of("code", wrong));
        refused.is(400).says("role=\"alert\"", "aria-invalid=\"true\"").saysNothingOf("value=\"" + wrong + "\"");
        reader.fill(refused, "/account/sign-in/code", Map.of("code", code)).at("/account");
    }

    @Test
    void aCodeForANumberWithoutAccountLeadsToSigningUpWithIt() {
        Seen page = askCode("/account/sign-in/code", phone);
        String code = Phones.code(phone);
        Seen up = reader.fill(page, "/account/sign-in/code", Map.of("code", code));
        up.at("/account/sign-up").says("还没有账号");
        reader.fill(up, "/account/sign-up", Map.of("code", code, "name", "赵六", "agreed", "yes"))
                .at("/account")
                .says("赵六");
    }

    @Test
    void aNumberWithAnAccountIsToldSoOnlyToHimWhoProvedIt() {
        accounts().register(phone, PASSWORD, "王五");
        Seen page = askCode("/account/sign-up", phone);
        String code = Phones.code(phone);
        var typed = new HashMap<>(Map.of("code", "000000".equals(code) ? "111111" : "000000", "name", "钱七"));
        typed.put("agreed", "yes");
        reader.fill(page, "/account/sign-up", typed).is(400).saysNothingOf("已有账号 ");
        typed.put("code", code);
        reader.fill(page, "/account/sign-up", typed).is(409).says("这个手机号已有账号", "value=\"钱七\"");
    }

    @Test
    void badNumbersAndWeakPasswordsAreToldInTheHousesWords() {
        reader.fill(reader.open("/account/sign-up"), "/account/sign-up", Map.of("phone", "+1 415 555 0100"))
                .is(400)
                .says("手机号不对", "请填写11位的大陆手机号", "value=\"+1 415 555 0100\"");
        Seen page = askCode("/account/sign-up?lang=en", phone);
        var typed = Map.of("code", Phones.code(phone), "name", "Sun Ba", "agreed", "yes", "password", "12345678");
        reader.fill(page, "/account/sign-up", typed)
                .is(400)
                .says("The password is too weak", "value=\"Sun Ba\"")
                .saysNothingOf("密码太弱", "12345678");
    }

    @Test
    void aForgottenPasswordIsSetByACodeAndEndsAllSessions() {
        signUp("周九", PASSWORD).at("/account");
        var phoneInHand = new Reader(server.getURI());
        Seen page =
                phoneInHand.fill(phoneInHand.open("/account/forgotten"), "/account/forgotten", Map.of("phone", phone));
        String fresh = "another way 42";
        Seen done = phoneInHand.fill(page, "/account/forgotten", Map.of("code", Phones.code(phone), "password", fresh));
        done.at("/account/sign-in").says("新密码已设置");
        reader.open("/account").at("/account/sign-in?next=%2Faccount");
        signIn(PASSWORD).is(401);
        signIn(fresh).is(200).at("/account");
    }

    @Test
    void oneDeviceIsSignedOutOrAllOfThem() {
        Seen mine = signUp("吴十", PASSWORD);
        var tablet = new Reader(server.getURI()).calling("Mozilla/5.0 (iPad; CPU OS 17_0) Safari/604.1");
        tablet.signIn(phone, PASSWORD).at("/account").says("Safari · iPad");
        Seen both = reader.open("/account").says("Safari · iPad", "Chrome · Android");
        String other = sessionsIn(both.body()).stream()
                .filter(id -> !sessionsIn(mine.body()).contains(id))
                .findFirst()
                .orElseThrow();
        reader.fill(both, "/account/devices/sign-out", Map.of("session", other))
                .at("/account")
                .says("该设备已退出登录")
                .saysNothingOf("iPad");
        tablet.open("/account").at("/account/sign-in?next=%2Faccount");
        tablet.signIn(phone, PASSWORD).at("/account");
        reader.fill(reader.open("/account"), "/account/devices/sign-out-all", Map.of())
                .at("/account/sign-in")
                .says("所有设备");
        tablet.open("/account").at("/account/sign-in?next=%2Faccount");
    }

    @Test
    void anothersDeviceIsNotThere() {
        Seen mine = signUp("郑一", PASSWORD);
        String session = sessionsIn(mine.body()).getFirst();
        var stranger = new Reader(server.getURI());
        String strangersPhone = "137" + phone.substring(3);
        Seen page = stranger.signUp(strangersPhone, "冯二", PASSWORD);
        Seen refused = stranger.fill(page, "/account/devices/sign-out", Map.of("session", session));
        refused.is(404).says("没有找到", "<!DOCTYPE html>");
        assertThat(refused.header("Content-Type")).startsWith("text/html");
        reader.open("/account").at("/account").is(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/account/sign-in",
                "/account/sign-in/code",
                "/account/sign-up",
                "/account/forgotten",
                "/account/sign-out",
                "/account/devices/sign-out",
                "/account/devices/sign-out-all"
            })
    void noFormIsTakenWithoutItsToken(String path) {
        signUp("陈三", PASSWORD).at("/account");
        for (String token : new String[] {"", "forged", "A".repeat(86)}) {
            Seen refused = reader.post(path, Map.of("_csrf", token, "phone", phone, "password", PASSWORD));
            refused.is(403).says("页面已过期");
        }
        reader.open("/account").at("/account").is(200);
    }

    @Test
    void aTokenOfAnotherBrowserIsGoodForNothing() {
        var attacker = new Reader(server.getURI());
        String token = token(attacker.open("/account/sign-in").body());
        accounts().register(phone, PASSWORD, "褚四");
        reader.open("/account/sign-in");
        reader.post("/account/sign-in", Map.of("_csrf", token, "phone", phone, "password", PASSWORD))
                .is(403);
        assertThat(reader.cookies()).doesNotContainKey("cunlu-session");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"})
    void signingInLeadsBackToOurPagesOnly(String next) {
        accounts().register(phone, PASSWORD, "卫五");
        Seen page = reader.open("/account/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
        page.is(200).saysNothingOf("evil.example", "javascript:");
        reader.fill(page, "/account/sign-in", Map.of("phone", phone, "password", PASSWORD))
                .at("/account");
    }

    @Test
    void signingInLeadsBackToThePageThatWasAskedFor() {
        accounts().register(phone, PASSWORD, "卫五");
        Seen page = reader.open("/account?lang=en").at("/account/sign-in?next=%2Faccount%3Flang%3Den&lang=en");
        reader.fill(page, "/account/sign-in", Map.of("phone", phone, "password", PASSWORD))
                .at("/account?lang=en")
                .says("My account", "My roles");
    }

    @Test
    void whatPeopleWroteIsNeverAPartOfThePage() {
        reader.calling("<script>alert('agent')</script>");
        Seen refused = reader.fill(
                askCode("/account/sign-up", phone),
                "/account/sign-up",
                Map.of("code", "x", "name", "\"><script>alert(1)</script>", "agreed", "yes"));
        refused.is(400).saysNothingOf("\"><script").says("value=\"&#34;>");
        accounts().register(phone, PASSWORD, "a<b>c</b>&\"'");
        signIn(PASSWORD).at("/account").saysNothingOf("<b>", "<script").says("a&lt;b&gt;c&lt;/b&gt;&amp;");
    }

    @Test
    void pagesOfAnAccountAreKeptByNobodyAndRunNothing() {
        for (String path : new String[] {"/account/sign-in", "/account/sign-up", "/account/forgotten", "/account"}) {
            Seen page = reader.open(path).is(200);
            assertThat(page.header("Cache-Control")).as(path).isEqualTo("no-store");
            assertThat(page.header("Content-Security-Policy"))
                    .startsWith("default-src 'none'")
                    .contains("frame-ancestors 'none'", "form-action 'self'")
                    .doesNotContain("unsafe");
            page.saysNothingOf("<script", " style=", " onclick=");
        }
    }

    @Test
    void pagesAreThereInBothLanguages() {
        reader.open("/account/sign-in").says("<html lang=\"zh-CN\">", "登录", "hreflang=\"en\"");
        Seen english = reader.open("/account/sign-in?lang=en").says("<html lang=\"en\">", "Sign in");
        english.says("action=\"/account/sign-in?lang=en\"");
        Seen refused =
                reader.fill(english, "/account/sign-in", Map.of("phone", "13900000001", "password", "nothing-1"));
        refused.is(401).says("Phone or password is wrong").saysNothingOf("手机号或密码不正确");
        accounts().register(phone, PASSWORD, "蒋六");
        reader.fill(refused, "/account/sign-in", Map.of("phone", phone, "password", PASSWORD))
                .at("/account?lang=en")
                .says("Where I am signed in");
    }

    @Test
    void rolesAreToldInWordsWithTheirPlace() {
        accounts().register(phone, PASSWORD, "沈七");
        String id = accounts().byPhone(phone).orElseThrow();
        accounts().grant(id, new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, "500233112203")), "system");
        signIn(PASSWORD).says("站长", "双柏村站");
    }

    @Test
    void aSuspendedReaderIsOutAndIsToldSoWhenHeProvesWhoHeIs() {
        Seen mine = signUp("韩八", PASSWORD).at("/account");
        accounts().suspend(accounts().byPhone(phone).orElseThrow(), "system");
        reader.open("/account").at("/account/sign-in?next=%2Faccount");
        reader.fill(mine, "/account/devices/sign-out-all", Map.of()).at("/account/sign-in?next=%2Faccount");
        signIn(PASSWORD).is(403).says("账号已停用", "<!DOCTYPE html>");
        signIn("not-it-at-all").is(401).saysNothingOf("账号已停用");
    }

    @Test
    void whatIsNotThereIsAPageForPeople() {
        Seen missing = reader.open("/nothing-here?lang=en").is(404);
        missing.says("<html lang=\"en\">", "Not found", "/assets/cunlu.css");
        assertThat(reader.send("GET", "/api/nothing", "", Map.of()).headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).contains("json"));
    }

    private Accounts accounts() {
        return server.getApplicationContext().getBean(Accounts.class);
    }

    private Seen signUp(String name, String password) {
        return reader.signUp(phone, name, password);
    }

    private Seen signIn(String password) {
        return reader.signIn(phone, password);
    }

    private Seen askCode(String page, String number) {
        String action = page.split("\\?")[0];
        return reader.fill(reader.open(page), action, Map.of("phone", number));
    }

    private Seen byCode(String number) {
        Seen page = askCode("/account/sign-in/code", number).at("/account/sign-in/code");
        return reader.fill(page, "/account/sign-in/code", Map.of("code", Phones.code(number)));
    }

    private static List<String> sessionsIn(String page) {
        return Pattern.compile("name=\"session\" value=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String token(String page) {
        var found = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String withoutToken(String page) {
        return page.replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
    }
}
