package org.cunlu.accounts.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.MovableTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Answers of a provider that are not to be believed. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderAnswersTest extends ProviderVisits {
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

    private static JWTClaimsSet claimsOf(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (java.text.ParseException e) {
            throw new AssertionError(e);
        }
    }
}
