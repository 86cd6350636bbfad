package org.cunlu.accounts.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Consents;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.FreshCodes;
import org.cunlu.accounts.MovableTime;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.Phones;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Sign-in by providers that really sign, honest ones and others. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderTest {
    private StandIn standIn;
    private StandIn rival;
    private EmbeddedServer server;
    private Door door;
    private String subject;
    private String phone;

    @BeforeAll
    void start() throws Exception {
        standIn = new StandIn();
        rival = new StandIn();
        var room = new LinkedHashMap<String, Object>(TestServers.properties("providers", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        room.put("cunlu.accounts.codes.phone-per-minute", "5"); // who has just signed up asks for a code to link
        configure(room, "gov", "oidc", Map.of("issuer", standIn.issuer()));
        configure(room, "bank", "oidc", Map.of("issuer", rival.issuer()));
        configure(room, "wechat", "wechat", Map.of("token-endpoint", standIn.issuer() + "/wechat"));
        server = ApplicationContext.run(EmbeddedServer.class, room, "test");
    }

    private static void configure(Map<String, Object> room, String name, String kind, Map<String, String> more) {
        var all = new HashMap<>(more);
        all.put("kind", kind);
        all.put("title-chinese", "测试");
        all.put("title-english", "Test " + name);
        all.put("client-id", StandIn.CLIENT);
        all.put("client-secret", StandIn.SECRET);
        all.put("redirect", "https://cunlu.example/back/" + name);
        all.put("patience", "1s");
        all.forEach((key, value) -> room.put("cunlu.accounts.providers." + name + "." + key, value));
    }

    @AfterAll
    void stop() {
        server.close();
        standIn.close();
        rival.close();
    }

    @BeforeEach
    void arrive() {
        door = Door.at(server);
        subject = "sub-" + UUID.randomUUID();
        phone = Door.anyPhone();
    }

    @AfterEach
    void leave() throws Exception {
        server.getApplicationContext().getBean(MovableTime.class).goOn();
        standIn.honest();
    }

    @Test
    void sendsTheBrowserWithEverythingThatBindsTheAnswer() {
        Answer started = begin("gov");
        Map<String, String> asked =
                StandIn.fields(java.net.URI.create(started.text("url")).getRawQuery());
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", StandIn.CLIENT)
                .containsEntry("redirect_uri", "https://cunlu.example/back/gov")
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("state", "nonce", "code_challenge");
        assertThat(started.text("url")).doesNotContain(started.text("visit"));
        assertThat(door.send("GET", "/api/auth/me", null, null).status()).isEqualTo(401);
        door.post("/api/auth/providers/nowhere/start", null, null).is(404, "not-found");
    }

    @Test
    void anUnknownIdentityBecomesANewAccountByAProvedPhoneAndComesInNextTime() {
        Answer linked = link(ticket("gov"), phone, code(phone), "李四").is(200);
        assertThat(Phones.next(phone, Notices.Kind.IDENTITY_LINKED)).contains("gov");
        assertThat(server.getApplicationContext()
                        .getBean(Consents.class)
                        .given(linked.text("accountId"), Consents.SERVICE))
                .isTrue();
        Answer again = come("gov").is(200);
        assertThat(tokens(again)).containsEntry("accountId", linked.text("accountId"));
        assertThat(again.body()).doesNotContainKey("linkTicket");
        door.get("/api/auth/me", (String) tokens(again).get("accessToken")).is(200);
    }

    @Test
    void neverLinksWithoutTheCodeOfThePhone() {
        String known = door.signUp(phone).text("accountId");
        String ticket = ticket("gov");
        String code = code(phone);
        link(ticket, phone, Phones.otherThan(code), null).is(400, "code-wrong");
        link("A".repeat(43), phone, code, null).is(400, "link-ticket-over");
        assertThat(link(ticket, phone, code, null).is(200).body()).containsEntry("accountId", known);
        link(ticket, phone, code, null).is(400, "link-ticket-over");
    }

    @Test
    void aPersonWithoutAccountGivesHisNameAndTheCodeIsGoodUntilThen() {
        String ticket = ticket("gov");
        String code = code(phone);
        link(ticket, phone, code, null).is(400, "name-needed");
        link(ticket, phone, code, "李四").is(200);
    }

    @Test
    void theSuspendedDoNotComeIn() {
        Answer linked = link(ticket("gov"), phone, code(phone), "李四").is(200);
        accounts().suspend(linked.text("accountId"), "system");
        come("gov").is(403, "account-suspended");
        String other = Door.anyPhone();
        String suspended = door.signUp(other).text("accountId");
        accounts().suspend(suspended, "system");
        subject = "sub-" + UUID.randomUUID();
        link(ticket("gov"), other, code(other), null).is(403, "account-suspended");
    }

    @Test
    void aVisitIsOneBrowsersOneProvidersAndOneUse() {
        Answer started = begin("gov");
        String answer = standIn.agree(started.text("url"), subject);
        finish("gov", started, answer, begin("gov").text("visit")).is(400, "provider-visit-over");
        finish("bank", started, answer, started.text("visit")).is(400, "provider-visit-over");
        finish("gov", started, answer, started.text("visit")).is(200);
        finish("gov", started, answer, started.text("visit")).is(400, "provider-visit-over");
    }

    @Test
    void aVisitIsOverAfterTenMinutes() {
        MovableTime time = server.getApplicationContext().getBean(MovableTime.class);
        time.stop();
        Answer started = begin("gov");
        time.forward(Duration.ofMinutes(10));
        finish("gov", started, standIn.agree(started.text("url"), subject), started.text("visit"))
                .is(400, "provider-visit-over");
    }

    @Test
    void aCodeOfAnotherVisitOrUsedBeforeIsRefused() {
        Answer victim = begin("gov");
        String stolen = standIn.agree(victim.text("url"), subject);
        Answer mine = begin("gov");
        finish("gov", mine, stolen, mine.text("visit")).is(400, "provider-refused");
        Answer first = begin("gov");
        String used = standIn.agree(first.text("url"), subject);
        finish("gov", first, used, first.text("visit")).is(200);
        Answer second = begin("gov");
        finish("gov", second, used, second.text("visit")).is(400, "provider-refused");
    }

    @Test
    void anAnswerThatNamesAnotherIssuerIsRefused() {
        Answer started = begin("gov");
        var body = new HashMap<>(body(started, standIn.agree(started.text("url"), subject), started.text("visit")));
        body.put("iss", rival.issuer());
        door.post("/api/auth/providers/gov/finish", body, null).is(400, "provider-refused");
    }

    @Test
    void claimsThatAreNotForUsNowAreRefused() {
        Instant now = Instant.now();
        var forged = new LinkedHashMap<String, UnaryOperator<JWTClaimsSet.Builder>>();
        forged.put("issuer", claim -> claim.issuer(rival.issuer()));
        forged.put("audience", claim -> claim.audience("another"));
        forged.put("several audiences, no party", claim -> claim.audience(List.of(StandIn.CLIENT, "another")));
        forged.put("party", claim -> claim.claim("azp", "another"));
        forged.put("expired", claim -> claim.expirationTime(Date.from(now.minusSeconds(65))));
        forged.put("no expiry", claim -> claim.expirationTime(null));
        forged.put("future", claim -> claim.issueTime(Date.from(now.plusSeconds(90))));
        forged.put("old", claim -> claim.issueTime(Date.from(now.minusSeconds(700))));
        forged.put("nonce", claim -> claim.claim("nonce", "another"));
        forged.put("no nonce", claim -> claim.claim("nonce", null));
        forged.put("no subject", claim -> claim.subject(null));
        forged.put("access token", claim -> claim.claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"));
        forged.forEach((what, forgery) -> {
            standIn.claims = forgery;
            assertThat(come("gov").status()).as(what).isEqualTo(400);
        });
        standIn.claims = claim -> claim.expirationTime(Date.from(now.minusSeconds(30)));
        come("gov").is(200);
        standIn.claims =
                claim -> claim.audience(List.of(StandIn.CLIENT, "another")).claim("azp", StandIn.CLIENT);
        come("gov").is(200);
    }

    @Test
    void signaturesThatAreNotTheProvidersAreRefused() throws Exception {
        byte[] publicKey = standIn.rsaKey().toRSAPublicKey().getEncoded();
        String kid = standIn.rsaKey().getKeyID();
        standIn.token = text -> new PlainJWT(claimsOf(text)).serialize();
        come("gov").is(400, "provider-refused");
        standIn.token = text -> {
            try {
                var jwt = new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(kid).build(), claimsOf(text));
                jwt.sign(new MACSigner(publicKey));
                return jwt.serialize();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        };
        come("gov").is(400, "provider-refused");
        standIn.token = text -> text.substring(0, text.length() - 6) + "AAAAAA";
        come("gov").is(400, "provider-refused");
        standIn.token = text -> text;
        var good = standIn.rsaKey();
        standIn.signWith(StandIn.rsa(kid));
        come("gov").is(400, "provider-refused");
        standIn.rotate(good);
        come("gov").is(200);
    }

    @Test
    void aFloodOfUnknownKeysFetchesThemSeldomAndARotationIsSeen() throws Exception {
        come("bank");
        int before = rival.keyFetches.get();
        rival.rotate(StandIn.ec("second"));
        subject = "sub-" + UUID.randomUUID();
        Answer started = begin("bank");
        finish("bank", started, rival.agree(started.text("url"), subject), started.text("visit"))
                .is(200);
        for (int i = 0; i < 12; i++) {
            rival.signWith(StandIn.ec("unknown-" + i));
            Answer next = begin("bank");
            assertThat(finish("bank", next, rival.agree(next.text("url"), subject), next.text("visit"))
                            .status())
                    .isIn(400, 503);
        }
        System.out.println("keys fetched " + (rival.keyFetches.get() - before) + " times for 13 tokens");
        assertThat(rival.keyFetches.get() - before).isLessThanOrEqualTo(3);
    }

    @Test
    void aProviderThatIsSlowOrMadIsUnavailableAndNoMore() {
        standIn.slowMillis = 3_000;
        long started = System.nanoTime();
        come("gov").is(503, "provider-unavailable");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(2_500));
        standIn.slowMillis = 0;
        for (String said : List.of("x".repeat(Line.ANSWER_BYTES_MAX + 1), "no JSON", "[]")) {
            standIn.says = said;
            come("gov").is(503, "provider-unavailable");
        }
        standIn.says = "{\"access_token\":\"a\"}";
        come("gov").is(400, "provider-refused");
        standIn.says = "{\"error\":\"invalid_client\"}";
        come("gov").is(503, "provider-unavailable");
        standIn.says = "{}";
        standIn.status = 500;
        come("wechat").is(503, "provider-unavailable");
    }

    @Test
    void weChatComesInBySameDoor() {
        Answer linked = link(ticket("wechat"), phone, code(phone), "李四").is(200);
        assertThat(tokens(come("wechat").is(200))).containsEntry("accountId", linked.text("accountId"));
        // The same text elsewhere is somebody else.
        assertThat(come("gov").is(200).body()).containsKey("linkTicket");
        standIn.says = "{\"errcode\":40029,\"errmsg\":\"invalid code\"}";
        come("wechat").is(400, "provider-refused");
        standIn.says = "{\"errcode\":40163,\"errmsg\":\"code been used\"}";
        come("wechat").is(400, "provider-refused");
        for (String said : List.of(
                "{\"errcode\":40125,\"errmsg\":\"invalid appsecret\"}",
                "{\"errcode\":-1,\"errmsg\":\"busy\"}",
                "{\"access_token\":\"a\"}",
                "{\"access_token\":\"a\",\"openid\":\"\"}")) {
            standIn.says = said;
            come("wechat").is(503, "provider-unavailable");
        }
    }

    @Test
    void takesAnIdentityOffAndEndsTheOtherSessions() {
        Answer linked = link(ticket("gov"), phone, code(phone), "李四").is(200);
        String other = (String) tokens(come("gov")).get("accessToken");
        String mine = linked.text("accessToken");
        String id = identity(mine);
        Answer stranger = door.signUp(Door.anyPhone());
        String unlink = "/api/auth/identities/" + id + "/unlink";
        door.post(unlink, Map.of("password", Door.PASSWORD), stranger.text("accessToken"))
                .is(404, "not-found");
        door.post(unlink, Map.of(), mine).is(403, "proof-wrong");
        door.post(unlink, Map.of("password", Door.PASSWORD), mine).is(403, "proof-wrong");
        door.post(unlink, Map.of("code", code(phone)), mine).is(400, "code-wrong");
        String proof = door.askCode(phone, "UNLINK");
        door.post(unlink, Map.of("code", Phones.otherThan(proof)), mine).is(400, "code-wrong");
        door.get("/api/auth/me", other).is(200);
        door.post(unlink, Map.of("code", proof), mine).is(204);
        assertThat(Phones.next(phone, Notices.Kind.IDENTITY_UNLINKED)).contains("gov");
        door.get("/api/auth/me", mine).is(200);
        door.get("/api/auth/me", other).is(401, "session-over");
        assertThat(come("gov").is(200).body()).containsKey("linkTicket");
    }

    @Test
    void takesAnIdentityOffByPasswordOrSecondFactor() {
        for (boolean byFactor : List.of(false, true)) {
            subject = "sub-" + UUID.randomUUID();
            phone = Door.anyPhone();
            String accountId = door.signUp(phone).text("accountId");
            String mine = link(ticket("gov"), phone, code(phone), null).is(200).text("accessToken");
            String unlink = "/api/auth/identities/" + identity(mine) + "/unlink";
            door.post(unlink, Map.of("password", "not his own 橙"), mine).is(403, "proof-wrong");
            if (byFactor) {
                var codes = new FreshCodes(server.getApplicationContext());
                codes.enrol(accountId);
                String right = codes.next(accountId);
                door.fresh("POST", unlink, Map.of(), mine, Phones.otherThan(right))
                        .is(403, "second-factor-wrong");
                door.fresh("POST", unlink, Map.of(), mine, right).is(204);
            } else {
                door.post(unlink, Map.of("password", Door.PASSWORD), mine).is(204);
            }
            assertThat(come("gov").is(200).body()).containsKey("linkTicket");
        }
    }

    @Test
    void ofTwoLinksOfOneIdentityAtOnceOneCounts() throws Exception {
        String first = ticket("gov");
        String second = ticket("gov");
        String otherPhone = Door.anyPhone();
        String codeOne = code(phone);
        String codeTwo = code(otherPhone);
        List<Callable<Answer>> both =
                List.of(() -> link(first, phone, codeOne, "甲"), () -> link(second, otherPhone, codeTwo, "乙"));
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Integer> statuses = threads.invokeAll(both).stream()
                    .map(answer -> {
                        try {
                            return answer.get().status();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .collect(Collectors.toList());
            assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        }
    }

    private Answer begin(String provider) {
        return door.post("/api/auth/providers/" + provider + "/start", null, null)
                .is(200);
    }

    private Answer come(String provider) {
        Answer started = begin(provider);
        StandIn one = provider.equals("bank") ? rival : standIn;
        return finish(provider, started, one.agree(started.text("url"), subject), started.text("visit"));
    }

    private Answer finish(String provider, Answer started, String code, String visit) {
        return door.post("/api/auth/providers/" + provider + "/finish", body(started, code, visit), null);
    }

    private static Map<String, String> body(Answer started, String code, String visit) {
        String query =
                java.net.URI.create(started.text("url").replaceAll("#.*", "")).getRawQuery();
        return Map.of("state", StandIn.fields(query).get("state"), "code", code, "visit", visit);
    }

    private String ticket(String provider) {
        return come(provider).is(200).text("linkTicket");
    }

    private Answer link(String ticket, String number, String code, String name) {
        var body = new HashMap<>(Map.of("ticket", ticket, "phone", number, "code", code));
        if (name != null) {
            body.put("name", name);
        }
        return door.post("/api/auth/providers/link", body, null);
    }

    private String code(String number) {
        door.post("/api/auth/codes", Map.of("phone", number, "purpose", "LINK"), null)
                .is(202);
        return Phones.code(number);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> tokens(Answer answer) {
        return (Map<String, Object>) answer.body().get("tokens");
    }

    private String identity(String access) {
        String list = new String(rawGet("/api/auth/identities", access), java.nio.charset.StandardCharsets.UTF_8);
        return list.replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    }

    /** A list is no map, as {@link Door} wants one. */
    private byte[] rawGet(String path, String access) {
        try (var client = java.net.http.HttpClient.newHttpClient()) {
            return client.send(
                            java.net.http.HttpRequest.newBuilder(server.getURI().resolve(path))
                                    .header("Authorization", "Bearer " + access)
                                    .build(),
                            java.net.http.HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static JWTClaimsSet claimsOf(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (java.text.ParseException e) {
            throw new AssertionError(e);
        }
    }

    private Accounts accounts() {
        return server.getApplicationContext().getBean(Accounts.class);
    }
}
