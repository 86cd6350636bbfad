package org.cunlu.accounts.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.grants.Staff;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tokens that we did not make, or made for something else, shown at the door of an operator whose token they imitate. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgedTokensTest {
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final Grant KEEPER = new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, Staff.STATION));

    private String secret;
    private EmbeddedServer server;
    private Staff staff;
    private Staff.Member operator;
    private Staff.Member person;
    private JWTClaimsSet real;

    @BeforeAll
    void start() throws Exception {
        var room = new LinkedHashMap<String, Object>(TestServers.properties("forged", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        secret = (String) room.get("cunlu.secrets.jwt");
        server = ApplicationContext.run(EmbeddedServer.class, room, "test");
        staff = Staff.at(server);
        operator = staff.operator();
        person = staff.member();
        real = SignedJWT.parse(operator.token()).getJWTClaimsSet();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void theRealOneIsGoodAndSoIsItsImageMadeWithOurOwnKey() {
        staff.door().get("/api/auth/me", operator.token()).is(200);
        staff.door().get("/api/auth/me", signed(claims -> claims)).is(200);
    }

    @Test
    void anotherAlgorithmIsRefused() throws Exception {
        refused("token-invalid", new PlainJWT(real).serialize());
        String[] parts = operator.token().split("\\.");
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes(StandardCharsets.UTF_8));
        refused("token-invalid", none + "." + parts[1] + ".");
        refused("token-invalid", none + "." + parts[1] + "." + parts[2]);
        refused("token-invalid", sign(real, JWSAlgorithm.HS384, secret + secret));
        var rsa = new RSAKeyGenerator(2048).generate();
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(TYPE)
                        .jwk(rsa.toPublicJWK())
                        .build(),
                real);
        jwt.sign(new RSASSASigner(rsa));
        refused("token-invalid", jwt.serialize());
    }

    @Test
    void anotherKeyIssuerOrAudienceIsRefused() {
        refused("token-invalid", sign(real, JWSAlgorithm.HS256, secret + "x"));
        refused("token-invalid", signed(claims -> claims.issuer("https://cunlu.example")));
        refused("token-invalid", signed(claims -> claims.issuer(null)));
        refused("token-invalid", signed(claims -> claims.audience("another-api")));
        refused("token-invalid", signed(claims -> claims.audience((String) null)));
    }

    @Test
    void claimsThatWereChangedAreRefused() {
        String[] own = person.token().split("\\.");
        String[] others = operator.token().split("\\.");
        refused("token-invalid", own[0] + "." + others[1] + "." + own[2]);
        String text = new String(Base64.getUrlDecoder().decode(own[1]), StandardCharsets.UTF_8);
        String changed = text.replace(person.id(), operator.id());
        assertThat(changed).isNotEqualTo(text);
        refused(
                "token-invalid",
                own[0] + "."
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(changed.getBytes(StandardCharsets.UTF_8))
                        + "." + own[2]);
    }

    @Test
    void oneThatIsOverOrNotYetGoodIsRefused() {
        Instant now = Instant.now();
        refused("token-expired", signed(claims -> claims.expirationTime(Date.from(now.minusSeconds(60)))));
        refused("token-invalid", signed(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(3_600)))));
        refused("token-invalid", signed(claims -> claims.expirationTime(null)));
    }

    @Test
    void aSessionOfAnotherIsRefusedAndRolesInATokenCountForNothing() {
        refused("session-over", signed(claims -> claims.subject(person.id())));
        refused("session-over", signed(claims -> claims.claim("sid", "0000000000000")));
        String boasting = sign(
                new JWTClaimsSet.Builder(claimsOf(person.token()))
                        .claim("roles", List.of("COUNTY_OPERATOR"))
                        .build(),
                JWSAlgorithm.HS256,
                secret);
        staff.door().get("/api/auth/me", boasting).is(200);
        staff.door().get("/api/county/trail", boasting).is(404, "not-found");
    }

    /** Neither who he is is told, nor is anything given, also with the operator's own second factor. */
    private void refused(String code, String token) {
        staff.door().get("/api/auth/me", token).is(401, code);
        Map<String, Object> order = Staff.order(person.phone(), KEEPER);
        Answer given = staff.door()
                .fresh("POST", "/api/auth/grants", order, token, staff.codes().next(operator.id()));
        given.is(401, code);
        assertThat(staff.held(person)).isEmpty();
    }

    private String signed(UnaryOperator<JWTClaimsSet.Builder> change) {
        return sign(change.apply(new JWTClaimsSet.Builder(real)).build(), JWSAlgorithm.HS256, secret);
    }

    private static JWTClaimsSet claimsOf(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (java.text.ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static String sign(JWTClaimsSet claims, JWSAlgorithm algorithm, String key) {
        try {
            var jwt = new SignedJWT(new JWSHeader.Builder(algorithm).type(TYPE).build(), claims);
            jwt.sign(new MACSigner(key));
            return jwt.serialize();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
