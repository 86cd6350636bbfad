package org.cunlu.web.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Consents;
import org.cunlu.accounts.DemoFactors;
import org.cunlu.accounts.Looks;
import org.cunlu.accounts.PersonalData;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.accounts.TotpSecret;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.NetworkImport;
import org.cunlu.web.Language;
import org.cunlu.web.Words;
import org.cunlu.web.account.Reader.Seen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody does on the pages of his account once he is in. */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnPagesTest {
    private static final String PASSWORD = "kx93-mrt 忠橙";
    private static final String FACTOR = "/account/second-factor";
    /** Who gives roles is judged by the network itself, and not by what stands in for its map on the first page. */
    private static final String NETWORK = """
            record,code,name,tier,parent,status,latitude,longitude,made_up,days,opens,closes,cut_off,handling_minutes
            node,500233,忠县共配中心,HUB,,OPEN,30.3,108.04,true,1234567,08:00,18:00,15:00,60
            node,500233112,新立镇中转站,TOWNSHIP,500233,OPEN,30.32,107.9,true,1234567,08:00,18:00,15:00,30
            node,500233112203,双柏村站,VILLAGE,500233112,OPEN,30.33,107.91,true,1234567,08:00,18:00,15:00,10
            """;

    private static final Pattern SECRET = Pattern.compile("<code class=\"copied\">([A-Z2-7]{32})</code>");
    private static final Pattern RECOVERY = Pattern.compile("<code>([0-9A-Z]{5}(?:-[0-9A-Z]{5}){4})</code>");

    private EmbeddedServer server;
    private Reader reader;
    private String phone;

    @BeforeAll
    void start() {
        var room = new LinkedHashMap<String, Object>(TestServers.properties("own-pages", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        room.put("cunlu.accounts.codes.phone-per-minute", "100");
        room.put("cunlu.accounts.codes.phone-per-hour", "100");
        room.put("cunlu.public-url", "http://cunlu.example");
        server = ApplicationContext.run(EmbeddedServer.class, room, "test");
        var loaded = bean(NetworkImport.class).network(new StringReader(NETWORK), false, "system");
        assertThat(loaded.faults()).isEmpty();
        await().until(() -> bean(Network.class).node("500233112203").isPresent());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void signUp() {
        reader = new Reader(server.getURI());
        phone = Reader.anyPhone();
        reader.signUp(phone, "张三丰", PASSWORD).at("/account").is(200);
    }

    @Test
    void anAuthenticatorIsTiedByItsQrCodeAndTakenOffByAFreshCode() {
        Seen page = reader.open(FACTOR).says("两步验证");
        reader.fill(page, FACTOR, Map.of("password", "not-it-at-all")).is(403).says("密码不正确");
        Seen begun = reader.fill(page, FACTOR, Map.of("password", PASSWORD)).is(200);
        begun.says("<svg class=\"qr\"", "otpauth://totp/");
        assertThat(begun.header("Cache-Control")).isEqualTo("no-store");
        var secret = new TotpSecret(found(SECRET, begun.body()).getFirst());
        long now = TotpSecret.stepAt(Instant.now());

        Seen wrong = reader.fill(begun, FACTOR + "/confirm", Map.of("factor", otherThan(secret.code(now))));
        wrong.is(403).says("role=\"alert\"").saysNothingOf(secret.base32());
        Seen tied = reader.fill(wrong, FACTOR + "/confirm", Map.of("factor", secret.code(now - 1)));
        tied.is(200);
        List<String> recovery = found(RECOVERY, tied.body());
        assertThat(recovery).hasSize(10).doesNotHaveDuplicates();
        assertThat(bean(SecondFactor.class).enrolled(id())).isTrue();
        reader.open("/account").says("已开启", "备用码还剩 10 个").saysNothingOf(recovery.getFirst());

        Seen on = reader.open(FACTOR).saysNothingOf(recovery.getFirst(), secret.base32());
        reader.fill(on, FACTOR + "/off", Map.of("factor", secret.code(now - 1))).is(403);
        Seen fresh = reader.fill(on, FACTOR + "/recovery-codes", Map.of("factor", recovery.getFirst()));
        assertThat(found(RECOVERY, fresh.is(200).body())).hasSize(10).doesNotContainAnyElementsOf(recovery);
        reader.fill(reader.open(FACTOR), FACTOR + "/off", Map.of("factor", recovery.get(1)))
                .is(403);
        reader.fill(reader.open(FACTOR), FACTOR + "/off", Map.of("factor", secret.code(now)))
                .at(FACTOR)
                .says("两步验证已关闭");
        assertThat(bean(SecondFactor.class).enrolled(id())).isFalse();
    }

    @Test
    void signingOutStandsInTheHeadOfEveryPageAndWorksFromThere() {
        var visitor = new Reader(server.getURI());
        for (String page : List.of("/", "/account", "/account/password", "/account/data", "/cart", "/orders")) {
            String head = head(reader.open(page).is(200));
            assertThat(head).as(page).contains("action=\"/account/sign-out\"", "name=\"_csrf\"", "退出登录");
        }
        for (String page : List.of("/", "/account/sign-in")) {
            assertThat(head(visitor.open(page).is(200))).as(page).doesNotContain("sign-out");
        }
        reader.fill(reader.open("/account/data"), "/account/sign-out", Map.of()).at("/account/sign-in");
        reader.open("/account").at("/account/sign-in?next=%2Faccount");
    }

    private static String head(Seen page) {
        return page.body().substring(page.body().indexOf("<header"), page.body().indexOf("</header>"));
    }

    @Test
    void loadingTheAnswerWithTheSecretAnewShowsItNoMore() {
        Seen begun = reader.fill(reader.open(FACTOR), FACTOR, Map.of("password", PASSWORD));
        String secret = found(SECRET, begun.body()).getFirst();
        reader.open(FACTOR).is(200).saysNothingOf(secret);
        reader.open(FACTOR + "/confirm").at(FACTOR).saysNothingOf(secret);
    }

    @Test
    void whoHasNoPasswordProvesHimselfByACode() {
        var other = new Reader(server.getURI());
        String number = Reader.anyPhone();
        other.signUp(number, "李四", "").at("/account").says("未设置");
        other.open("/account/password").says("账号还没有密码");
        other.open("/account/phone").says("账号还没有密码");
        Seen asked =
                other.fill(other.open(FACTOR), FACTOR, Map.of("step", "send")).at(FACTOR);
        other.fill(asked, FACTOR, Map.of("code", Phones.code(number))).is(200).says("<svg class=\"qr\"");
    }

    @Test
    void aPasswordIsChangedByTheOldOneAndOtherDevicesAreOut() {
        var tablet = new Reader(server.getURI());
        tablet.signIn(phone, PASSWORD).at("/account");
        String path = "/account/password";
        Seen page = reader.open(path);
        reader.fill(page, path, Map.of("old", "not-it-at-all", "password", "another way 42"))
                .is(400)
                .says("密码不正确")
                .saysNothingOf("not-it-at-all", "another way 42");
        reader.fill(page, path, Map.of("old", PASSWORD, "password", "12345678"))
                .is(400)
                .says("密码太弱");
        reader.fill(page, path, Map.of("old", PASSWORD, "password", "another way 42"))
                .at("/account")
                .says("密码已修改");
        tablet.open("/account").at("/account/sign-in?next=%2Faccount");
        new Reader(server.getURI()).signIn(phone, "another way 42").at("/account");
    }

    @Test
    void aNumberIsChangedByACodeToTheNewOneAndTheFactorWhereThereIsOne() {
        var secret = TotpSecret.next();
        bean(DemoFactors.class).enrol(id(), secret);
        String path = "/account/phone";
        String next = Reader.anyPhone();
        Seen asked = reader.fill(reader.open(path), path, Map.of("phone", next)).at(path);
        asked.says("138****" + next.substring(7)).saysNothingOf(next);
        String code = Phones.code(next);
        var typed = new LinkedHashMap<>(Map.of("code", code, "password", PASSWORD));
        typed.put("factor", "");
        reader.fill(asked, path, typed).is(403);
        typed.put("factor", secret.code(TotpSecret.stepAt(Instant.now())));
        reader.fill(asked, path, typed).at("/account").says("手机号已更换", "138****" + next.substring(7));
        assertThat(bean(Accounts.class).byPhone(next)).isPresent();
        assertThat(bean(Accounts.class).byPhone(phone)).isEmpty();
    }

    @Test
    void allDataIsReadAndDownloadedFiveTimesADay() throws IOException {
        String path = "/account/data";
        Seen page = reader.open(path).is(200).saysNothingOf(phone);
        reader.fill(page, path, Map.of()).is(200).says("张三丰", phone, "登录记录", "手机号");
        reader.fill(reader.open(path + "?lang=en"), path, Map.of()).says("Sign-ins", "Mobile number");
        Seen file = reader.fill(page, path + "/file", Map.of()).is(200);
        assertThat(file.header("Content-Type")).startsWith("application/json");
        assertThat(file.header("Content-Disposition")).startsWith("attachment");
        assertThat(file.header("Cache-Control")).isEqualTo("no-store");
        Map<?, ?> data = bean(JsonMapper.class).readValue(file.body(), Map.class);
        assertThat((Map<?, ?>) data.get("account")).extracting("name", "phone").containsExactly("张三丰", phone);
        reader.fill(page, path, Map.of()).is(200);
        reader.fill(page, path, Map.of()).is(200);
        reader.fill(page, path, Map.of()).is(429).says("今天导出次数已达上限").saysNothingOf(phone);
        Seen spent = reader.fill(page, path + "/file", Map.of()).is(429).says("今天导出次数已达上限");
        assertThat(spent.header("Content-Type")).startsWith("text/html");
    }

    @Test
    void everyPartOfOnesDataHasItsHeadingInWords() {
        for (Language language : Language.values()) {
            var words = new Words(language);
            assertThat(server.getApplicationContext().getBeansOfType(PersonalData.class))
                    .hasSizeGreaterThan(8)
                    .allSatisfy(part -> assertThat(words.text("account.data." + part.section()))
                            .isNotBlank());
        }
    }

    @Test
    void consentsAreGivenAndWithdrawnByOnePressEach() {
        String path = "/account/consents";
        Seen page = reader.open(path).says("提供服务");
        String purpose = found(Pattern.compile("name=\"purpose\" value=\"([^\"]+)\""), page.body()).stream()
                .filter(one -> !one.equals("service"))
                .findFirst()
                .orElseThrow();
        assertThat(bean(Consents.class).given(id(), purpose)).isFalse();
        Seen given = reader.fill(page, path, Map.of("purpose", purpose, "act", "give"));
        given.at(path).says("已记下您的同意");
        assertThat(bean(Consents.class).given(id(), purpose)).isTrue();
        reader.fill(given, path, Map.of("purpose", purpose, "act", "withdraw"))
                .at(path)
                .says("已撤回");
        assertThat(bean(Consents.class).given(id(), purpose)).isFalse();
        reader.fill(given, path, Map.of("purpose", "service", "act", "withdraw"))
                .is(409)
                .says("没有此同意就没有账号");
        reader.fill(given, path, Map.of("purpose", "nothing-like-it", "act", "give"))
                .is(404);
    }

    @Test
    void whoWantsToBeForgottenProvesHimselfAndIsToldWhatStays() {
        String path = "/account/erasure";
        String forgotten = id();
        Seen page = reader.open(path);
        reader.fill(page, path, Map.of("password", "not-it-at-all")).is(403).saysNothingOf("not-it-at-all");
        bean(Accounts.class)
                .grant(forgotten, new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, "500233112203")), "system");
        reader.fill(page, path, Map.of("password", PASSWORD)).is(409).says("还不能注销", "还担任工作角色 1 个");
        assertThat(bean(Accounts.class).byPhone(phone)).contains(forgotten);
        bean(Accounts.class)
                .revoke(
                        forgotten,
                        new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, "500233112203")),
                        "system");
        Seen done = reader.fill(reader.open(path + "?lang=en"), path, Map.of("password", PASSWORD));
        done.is(200).says("The account is erased", "as a pseudonym").saysNothingOf("作为假名");
        assertThat(bean(Accounts.class).byPhone(phone)).isEmpty();
        assertThat(reader.cookies()).doesNotContainKey("cunlu-session");
        reader.open("/account").at("/account/sign-in?next=%2Faccount");
    }

    @Test
    void whoLookedAtMyDataIsTold() {
        reader.open("/account/looks").says("还没有人看过");
        bean(Looks.class)
                .record(new Caller("0000000KEEPER", List.of()), List.of(id()), "recipient", "<b>hand-over</b> P1");
        reader.open("/account/looks")
                .says("收货信息", "&lt;b&gt;hand-over&lt;/b&gt; P1", "0000000KEEPER")
                .saysNothingOf("<b>");
        reader.open("/account/looks?cursor=nonsense").is(400).says("翻页标记无效", "<!DOCTYPE html>");
    }

    @Test
    void anInvitationsLinkLeadsThroughSigningInToTheRole() throws IOException, InterruptedException {
        String link = invitation();
        assertThat(link).startsWith("http://cunlu.example/account/invitation?code=");
        String path = link.substring("http://cunlu.example".length());
        String token = path.substring(path.indexOf('=') + 1);

        var invited = new Reader(server.getURI());
        String number = Reader.anyPhone();
        bean(Accounts.class).register(number, PASSWORD, "王五");
        Seen door = invited.open(path);
        assertThat(door.path()).startsWith("/account/sign-in?next=%2Faccount%2Finvitation%3Fcode%3D");
        Seen page = invited.fill(door, "/account/sign-in", Map.of("phone", number, "password", PASSWORD));
        page.at(path).says("value=\"" + token + "\"", "lang=en");
        invited.fill(page, "/account/invitation", Map.of()).at("/account").says("邀请已接受", "站长", "双柏村站");
        // Used up; and a wrong one gets the same answer.
        reader.fill(reader.open(path), "/account/invitation", Map.of()).is(400).says("邀请码无效");
        reader.fill(reader.open("/account/invitation"), "/account/invitation", Map.of("invitation", "7KQ2M-XW9RD"))
                .is(400)
                .says("邀请码无效", "7KQ2M-XW9RD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/account/second-factor",
                "/account/second-factor/confirm",
                "/account/second-factor/recovery-codes",
                "/account/second-factor/off",
                "/account/password",
                "/account/phone",
                "/account/data",
                "/account/data/file",
                "/account/consents",
                "/account/erasure",
                "/account/invitation"
            })
    void noFormIsTakenWithoutItsTokenNorFromAVisitor(String path) {
        reader.post(path, Map.of("_csrf", "forged")).is(403).says("页面已过期");
        var visitor = new Reader(server.getURI());
        Seen led = visitor.post(path, Map.of("_csrf", "forged"));
        assertThat(led.path()).startsWith("/account/sign-in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/account",
                "/account/second-factor",
                "/account/password",
                "/account/phone",
                "/account/data",
                "/account/consents",
                "/account/looks",
                "/account/erasure",
                "/account/invitation"
            })
    void everyPageIsThereInBothLanguagesForItsOwnerOnly(String path) {
        Seen chinese = reader.open(path).is(200).at(path);
        Seen english = reader.open(path + "?lang=en").is(200);
        assertThat(chinese.body()).contains("<html lang=\"zh-CN\">").doesNotContain("<script", " style=");
        assertThat(english.body()).contains("<html lang=\"en\">").doesNotContain("我的账号", "同意");
        assertThat(new Reader(server.getURI()).open(path).path()).startsWith("/account/sign-in?next=");
    }

    private String invitation() throws IOException, InterruptedException {
        String operator = Reader.anyPhone();
        bean(Accounts.class).register(operator, PASSWORD, "吴县联");
        String operatorId = bean(Accounts.class).byPhone(operator).orElseThrow();
        var secret = TotpSecret.next();
        bean(DemoFactors.class).enrol(operatorId, secret);
        bean(Accounts.class)
                .grant(operatorId, new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, "500233")), "system");
        String token = (String) api("/api/auth/sign-in", Map.of("phone", operator, "password", PASSWORD), Map.of())
                .get("accessToken");
        var headers = Map.of(
                "Authorization", "Bearer " + token,
                "Second-Factor", secret.code(TotpSecret.stepAt(Instant.now())),
                "Idempotency-Key", "invitation-" + operatorId);
        var body = Map.of("role", "STATION_KEEPER", "scope", Map.of("kind", "NODE", "value", "500233112203"));
        return (String) api("/api/auth/invitations", body, headers).get("url");
    }

    private Map<?, ?> api(String path, Map<String, ?> body, Map<String, String> headers)
            throws IOException, InterruptedException {
        JsonMapper json = bean(JsonMapper.class);
        var request = HttpRequest.newBuilder(server.getURI().resolve(path))
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                .header("Content-Type", "application/json");
        headers.forEach(request::header);
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(new String(answer.body())).isIn(200, 201);
            return json.readValue(answer.body(), Map.class);
        }
    }

    private String id() {
        return bean(Accounts.class).byPhone(phone).orElseThrow();
    }

    private <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    private static List<String> found(Pattern pattern, String page) {
        return pattern.matcher(page).results().map(result -> result.group(1)).toList();
    }

    private static String otherThan(String code) {
        return String.format("%06d", (Integer.parseInt(code) + 1) % 1_000_000);
    }
}
