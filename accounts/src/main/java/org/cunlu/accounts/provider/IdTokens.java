package org.cunlu.accounts.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.micronaut.core.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.cunlu.kernel.time.WallTime;

/** Judges ID tokens by OpenID Connect Core 1.0, 3.1.3.7. */
final class IdTokens {
    /** Signed with a private key, all of them with SHA-256: a public key never passes for a shared secret. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.PS256);

    private static final Duration SKEW = Duration.ofSeconds(60);
    /** A code is exchanged at once, so its token is young. */
    private static final Duration AGE_MAX = Duration.ofMinutes(10);

    private static final int LENGTH_MAX = 16 * 1024;
    private static final int SUBJECT_LENGTH_MAX = 255;

    /** What is wrong with a token. */
    static final class Unbelievable extends Exception {
        private static final long serialVersionUID = 1L;

        Unbelievable(String why) {
            super(why);
        }
    }

    private final String issuer;
    private final String clientId;
    private final WallTime time;

    IdTokens(String issuer, String clientId, WallTime time) {
        this.issuer = issuer;
        this.clientId = clientId;
        this.time = time;
    }

    /**
     * @param accessToken what came with it; null when nothing did
     * @return the subject
     * @throws Line.Down when the keys cannot be had now
     */
    String subject(String token, @Nullable String accessToken, String nonce, JWKSource<SecurityContext> keys)
            throws Unbelievable, Line.Down {
        JWTClaimsSet claims = signed(token, keys);
        try {
            return judged(claims, accessToken, nonce);
        } catch (ParseException e) {
            throw new Unbelievable("a claim of the wrong kind");
        }
    }

    private static JWTClaimsSet signed(String token, JWKSource<SecurityContext> keys) throws Unbelievable, Line.Down {
        must(token.length() <= LENGTH_MAX, "too long");
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        try {
            return processor.process(token, null);
        } catch (KeySourceException e) {
            throw new Line.Down("keys: " + e.getClass().getSimpleName());
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
            throw new Unbelievable("not signed as it should be: " + e.getClass().getSimpleName());
        }
    }

    private String judged(JWTClaimsSet claims, @Nullable String accessToken, String nonce)
            throws Unbelievable, ParseException {
        must(issuer.equals(claims.getIssuer()), "another issuer");
        List<String> audience = claims.getAudience();
        must(audience.contains(clientId), "another audience");
        String party = claims.getStringClaim("azp");
        must(party == null ? audience.size() == 1 : party.equals(clientId), "made for another party");
        Instant now = time.now();
        must(claims.getExpirationTime() != null && claims.getIssueTime() != null, "no times");
        must(now.minus(SKEW).isBefore(claims.getExpirationTime().toInstant()), "expired");
        Instant issued = claims.getIssueTime().toInstant();
        must(!issued.isAfter(now.plus(SKEW)), "from the future");
        must(!issued.isBefore(now.minus(AGE_MAX).minus(SKEW)), "too old");
        must(nonce.equals(claims.getStringClaim("nonce")), "another nonce");
        String hash = claims.getStringClaim("at_hash");
        must(hash == null || accessToken != null && hash.equals(leftHalf(accessToken)), "another access token");
        String subject = claims.getSubject();
        must(subject != null && !subject.isBlank() && subject.length() <= SUBJECT_LENGTH_MAX, "no subject");
        return subject;
    }

    private static String leftHalf(String accessToken) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void must(boolean so, String otherwise) throws Unbelievable {
        if (!so) {
            throw new Unbelievable(otherwise);
        }
    }
}
