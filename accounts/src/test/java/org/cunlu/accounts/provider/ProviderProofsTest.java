package org.cunlu.accounts.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.FreshCodes;
import org.cunlu.accounts.Phones;
import org.cunlu.accounts.Sessions;
import org.cunlu.accounts.SignInProvider.Identity;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.http.Origin;
import org.cunlu.kernel.id.Ids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Signatures of each kind, WeChat's person of several apps, the last way in, and one visit on two instances. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderProofsTest {
    private StandIn standIn;
    private EmbeddedServer here;
    private EmbeddedServer there;
    private Door door;
    private FreshCodes codes;

    @BeforeAll
    void start() throws Exception {
        standIn = new StandIn();
        var room = new LinkedHashMap<String, Object>(TestServers.properties("providerproofs", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        configure(room, "gov", Map.of("kind", "oidc", "issuer", standIn.issuer()));
        configure(
                room,
                "wechat",
                Map.of("kind", "wechat", "token-endpoint", standIn.issuer() + "/wechat", "subject", "unionid"));
        here = ApplicationContext.run(EmbeddedServer.class, room, "test");
        there = ApplicationContext.run(EmbeddedServer.class, room, "test");
    }

    private static void configure(Map<String, Object> room, String name, Map<String, String> more) {
        var all = new LinkedHashMap<>(more);
        all.put("title-chinese", "测试");
        all.put("title-english", "Test");
        all.put("client-id", StandIn.CLIENT);
        all.put("client-secret", StandIn.SECRET);
        all.put("redirect", "https://cunlu.example/back/" + name);
        all.forEach((key, value) -> room.put("cunlu.accounts.providers." + name + "." + key, value));
    }

    @AfterAll
    void stop() {
        there.close();
        here.close();
        standIn.close();
    }

    @BeforeEach
    void arrive() {
        door = Door.at(here);
        codes = new FreshCodes(here.getApplicationContext());
    }

    @AfterEach
    void leave() throws Exception {
        standIn.honest();
    }

    @Test
    void aTokenSignedByPs256IsGoodAndOtherAlgorithmsOfTheSameKeyAreNot() {
        standIn.token = signedBy(JWSAlgorithm.PS256);
        come("gov", "sub-" + UUID.randomUUID()).is(200);
        for (JWSAlgorithm other :
                List.of(JWSAlgorithm.PS384, JWSAlgorithm.PS512, JWSAlgorithm.RS384, JWSAlgorithm.RS512)) {
            standIn.token = signedBy(other);
            come("gov", "sub-" + UUID.randomUUID()).is(400, "provider-refused");
        }
    }

    @Test
    void whoIsKnownByUnionIdIsKnownWhateverHisOpenId() {
        String union = "u-" + UUID.randomUUID();
        wechatSays("o-1", union);
        Answer linked = link(come("wechat", "x").is(200).text("linkTicket"));
        wechatSays("o-2", union);
        assertThat(tokens(come("wechat", "x").is(200))).containsEntry("accountId", linked.text("accountId"));
        wechatSays("o-1", "u-" + UUID.randomUUID());
        assertThat(come("wechat", "x").is(200).body()).containsKey("linkTicket").doesNotContainKey("tokens");
        standIn.says = "{\"access_token\":\"a\",\"openid\":\"" + union + "\"}";
        come("wechat", "x").is(503, "provider-unavailable");
    }

    @Test
    void theLastWayInIsNotTakenOff() {
        String accountId = withoutPhone();
        String gov = linked(accountId, "gov");
        String wechat = linked(accountId, "wechat");
        String token = open(accountId);
        takeOff(gov, token, codes.next(accountId)).is(204);
        takeOff(wechat, token, codes.next(accountId)).is(409, "last-way-in");
        assertThat(bean(IdentityTable.class).of(accountId)).hasSize(1);
        door.get("/api/auth/me", token).is(200);
    }

    @Test
    void ofTwoThatAreTakenOffAtOnceTheLastStays() throws Exception {
        for (int round = 0; round < 5; round++) {
            String accountId = withoutPhone();
            String gov = linked(accountId, "gov");
            String wechat = linked(accountId, "wechat");
            String token = open(accountId);
            List<String> proofs = recoveryCodes(accountId, token);
            List<Answer> answers = together(List.of(
                    () -> takeOff(gov, token, proofs.getFirst()), () -> takeOff(wechat, token, proofs.getLast())));
            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(204, 409);
            assertThat(bean(IdentityTable.class).of(accountId)).hasSize(1);
        }
    }

    @Test
    void aVisitIsFinishedOnceHoweverManyInstancesTry() throws Exception {
        // Here the provider honours a code twice, so only the visit itself can refuse.
        wechatSays("o-1", "u-" + UUID.randomUUID());
        link(come("wechat", "x").is(200).text("linkTicket"));
        for (int round = 0; round < 10; round++) {
            Answer started = begin("wechat");
            Map<String, String> body = body(started, standIn.agree(started.text("url"), "x"));
            var tries = new ArrayList<Callable<Answer>>();
            for (int i = 0; i < 8; i++) {
                EmbeddedServer one = i % 2 == 0 ? here : there;
                tries.add(() -> Door.at(one).post("/api/auth/providers/wechat/finish", body, null));
            }
            List<Answer> answers = together(tries);
            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() != 200)
                    .allSatisfy(answer -> answer.is(400, "provider-visit-over"));
        }
    }

    private void wechatSays(String openId, String unionId) {
        standIn.says = "{\"access_token\":\"a\",\"openid\":\"" + openId + "\",\"unionid\":\"" + unionId + "\"}";
    }

    private UnaryOperator<String> signedBy(JWSAlgorithm algorithm) {
        return text -> {
            try {
                var key = standIn.rsaKey();
                var jwt = new SignedJWT(
                        new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(),
                        SignedJWT.parse(text).getJWTClaimsSet());
                jwt.sign(new RSASSASigner(key));
                return jwt.serialize();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        };
    }

    private String withoutPhone() {
        String accountId = bean(AccountLives.class).openWithoutPhone("王秀英");
        codes.enrol(accountId);
        return accountId;
    }

    @SuppressWarnings("unchecked")
    private List<String> recoveryCodes(String accountId, String token) {
        return (List<String>)
                door.fresh("POST", "/api/auth/second-factor/recovery-codes", null, token, codes.next(accountId))
                        .is(200)
                        .body()
                        .get("recoveryCodes");
    }

    private String linked(String accountId, String provider) {
        String id = bean(Ids.class).next();
        var kept = bean(Subject.class)
                .keep(provider, new Identity("somebody", UUID.randomUUID().toString()));
        bean(Transactions.class)
                .run(() -> bean(IdentityTable.class).link(id, accountId, provider, kept, Instant.now()));
        return id;
    }

    private String open(String accountId) {
        return bean(Sessions.class)
                .open(accountId, Origin.WITHIN, Sessions.Way.PROVIDER)
                .accessToken();
    }

    private Answer takeOff(String identityId, String token, String proof) {
        return door.fresh("POST", "/api/auth/identities/" + identityId + "/unlink", Map.of(), token, proof);
    }

    private Answer begin(String provider) {
        return door.post("/api/auth/providers/" + provider + "/start", null, null)
                .is(200);
    }

    private Answer come(String provider, String subject) {
        Answer started = begin(provider);
        return door.post(
                "/api/auth/providers/" + provider + "/finish",
                body(started, standIn.agree(started.text("url"), subject)),
                null);
    }

    private static Map<String, String> body(Answer started, String code) {
        String query = URI.create(started.text("url").replaceAll("#.*", "")).getRawQuery();
        return Map.of("state", StandIn.fields(query).get("state"), "code", code, "visit", started.text("visit"));
    }

    private Answer link(String ticket) {
        String phone = Door.anyPhone();
        door.post("/api/auth/codes", Map.of("phone", phone, "purpose", "LINK"), null)
                .is(202);
        var body = Map.of("ticket", ticket, "phone", phone, "code", Phones.code(phone), "name", "李四");
        return door.post("/api/auth/providers/link", body, null).is(200);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> tokens(Answer answer) {
        return (Map<String, Object>) answer.body().get("tokens");
    }

    private static List<Answer> together(List<Callable<Answer>> tries) throws Exception {
        var answers = new ArrayList<Answer>();
        try (var crowd = Executors.newFixedThreadPool(tries.size())) {
            for (var answer : crowd.invokeAll(tries)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private <T> T bean(Class<T> type) {
        return here.getApplicationContext().getBean(type);
    }
}
