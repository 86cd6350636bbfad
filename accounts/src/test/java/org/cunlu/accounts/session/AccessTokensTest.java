package org.cunlu.accounts.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.exceptions.ConfigurationException;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.cunlu.accounts.session.AccessTokens.Reading;
import org.cunlu.kernel.time.WallTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {
    private static final String SECRET = "a-secret-of-tests-0123456789-abcdefghijkl";
    private static final String ACCOUNT = "0D6R9YJ2K4M7N";
    private static final String SESSION = "0D6R9YJ2K4M8P";
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private Instant now = Instant.parse("2026-03-01T08:00:00Z");
    private final AccessTokens tokens = new AccessTokens(SECRET, new WallTime() {
        @Override
        public Instant now() {
            return now;
        }
    });

    @Test
    void readsWhatItMade() {
        assertThat(tokens.read(tokens.make(ACCOUNT, SESSION, now))).isEqualTo(new Reading.Good(ACCOUNT, SESSION));
        assertThat(tokens.read(signed(claims -> claims))).isEqualTo(new Reading.Good(ACCOUNT, SESSION));
    }

    @Test
    void expiresAfterAQuarterOfAnHour() {
        String token = tokens.make(ACCOUNT, SESSION, now);
        now = now.plusSeconds(15 * 60);
        assertThat(tokens.read(token)).isInstanceOf(Reading.Good.class);
        now = now.plusSeconds(6);
        assertThat(tokens.read(token)).isInstanceOf(Reading.Expired.class);
    }

    @Test
    void whatItKnowsIsGoodIsJudgedByTheClockEachTime() {
        String token = signed(claims -> claims.notBeforeTime(Date.from(now)));
        assertThat(tokens.read(token)).isInstanceOf(Reading.Good.class);
        assertThat(tokens.read(token)).as("from memory").isEqualTo(new Reading.Good(ACCOUNT, SESSION));
        now = now.minusSeconds(60);
        assertThat(tokens.read(token)).as("before its time").isInstanceOf(Reading.Bad.class);
        now = now.plusSeconds(61);
        assertThat(tokens.read(token)).isInstanceOf(Reading.Good.class);
        now = now.plusSeconds(16 * 60);
        assertThat(tokens.read(token)).as("after its time").isInstanceOf(Reading.Expired.class);
        char last = token.charAt(token.length() - 2);
        String forged =
                token.substring(0, token.length() - 2) + (last == 'A' ? 'B' : 'A') + token.charAt(token.length() - 1);
        now = now.minusSeconds(16 * 60);
        assertThat(tokens.read(forged)).as("another signature").isInstanceOf(Reading.Bad.class);
    }

    @Test
    void refusesATokenFromTheFuture() {
        assertThat(tokens.read(signed(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(4))))))
                .isInstanceOf(Reading.Good.class);
        assertThat(tokens.read(signed(claims -> claims.notBeforeTime(Date.from(now.plusSeconds(60))))))
                .isInstanceOf(Reading.Bad.class);
    }

    @Test
    void refusesAnotherIssuerOrAudienceOrNone() {
        assertBad(signed(claims -> claims.issuer("somebody")));
        assertBad(signed(claims -> claims.issuer(null)));
        assertBad(signed(claims -> claims.audience("another-api")));
        assertBad(signed(claims -> claims.audience((String) null)));
    }

    @Test
    void refusesATokenWithoutTimesSubjectOrSession() {
        assertBad(signed(claims -> claims.expirationTime(null)));
        assertBad(signed(claims -> claims.notBeforeTime(null)));
        assertBad(signed(claims -> claims.subject(null)));
        assertBad(signed(claims -> claims.subject("somebody")));
        assertBad(signed(claims -> claims.claim("sid", null)));
        assertBad(signed(claims -> claims.claim("sid", 17)));
    }

    @Test
    void refusesAnotherKeyAlgorithmAndType() throws Exception {
        assertBad(sign(claims().build(), header(JWSAlgorithm.HS256), SECRET + "x"));
        assertBad(sign(claims().build(), header(JWSAlgorithm.HS384), SECRET + "-and-more-for-384"));
        assertBad(sign(claims().build(), new JWSHeader.Builder(JWSAlgorithm.HS256).build(), SECRET));
        var ownKeyAddress = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(TYPE)
                .keyID("../../dev/null")
                .jwkURL(URI.create("http://127.0.0.1:1/keys"))
                .build();
        assertBad(sign(claims().build(), ownKeyAddress, SECRET + "x"));
    }

    @Test
    void refusesAnUnsignedToken() {
        assertBad(new PlainJWT(claims().build()).serialize());
        String[] parts = tokens.make(ACCOUNT, SESSION, now).split("\\.");
        assertBad(parts[0] + "." + parts[1] + ".");
        assertBad(parts[0] + "." + parts[1]);
    }

    @Test
    void refusesATokenWithAnyCharacterChanged() {
        String token = tokens.make(ACCOUNT, SESSION, now);
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            int at = random.nextInt(token.length() - 1);
            char other = "ABCDEFabcdef0123456789-_".charAt(random.nextInt(24));
            String changed = token.substring(0, at) + other + token.substring(at + 1);
            if (!changed.equals(token)) {
                assertBad(changed);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "null", "{}", "eyJhbGciOiJub25lIn0.e30.", "\u0000", "村路"})
    void refusesRubbish(String rubbish) {
        assertBad(rubbish);
    }

    @Test
    void refusesAnEndlessToken() {
        assertBad("a".repeat(1_000_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "change-me",
                "secret",
                "0123456789012345678901234567890",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void doesNotStartWithoutAProperSecret(String secret) {
        assertThatThrownBy(() -> new AccessTokens(secret, new WallTime()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("cunlu.secrets.jwt");
    }

    private void assertBad(String token) {
        assertThat(tokens.read(token)).as(token).isInstanceOf(Reading.Bad.class);
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("cunlu")
                .audience("cunlu-api")
                .subject(ACCOUNT)
                .claim("sid", SESSION)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(900)));
    }

    private String signed(UnaryOperator<JWTClaimsSet.Builder> change) {
        return sign(change.apply(claims()).build(), header(JWSAlgorithm.HS256), SECRET);
    }

    private static JWSHeader header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).type(TYPE).build();
    }

    private static String sign(JWTClaimsSet claims, JWSHeader header, String secret) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
