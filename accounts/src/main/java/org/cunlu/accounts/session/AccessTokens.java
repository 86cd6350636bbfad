package org.cunlu.accounts.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.time.WallTime;

/**
 * Makes and reads access tokens: JWTs signed with HS256 by {@code cunlu.secrets.jwt}. A token is good only with that
 * algorithm, this issuer and audience, and within its time; the process does not start without a proper secret.
 */
@Context
class AccessTokens {
    static final String ISSUER = "cunlu";
    static final String AUDIENCE = "cunlu-api";
    static final Duration LIFE = Duration.ofMinutes(15);
    /** Type of RFC 9068, so that no other token that we may sign one day passes for one. */
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private static final String SESSION = "sid";
    private static final int SECRET_BYTES_MIN = 32;
    private static final int DIFFERENT_CHARACTERS_MIN = 10;
    private static final int TOKEN_LENGTH_MAX = 2048;
    /** Clocks of our instances differ by less. */
    private static final int CLOCK_SKEW_SECONDS = 5;

    private static final int REMEMBERED_MAX = 5_000;

    /** What a token says. */
    sealed interface Reading {
        record Good(String accountId, String sessionId) implements Reading {}

        record Expired() implements Reading {}

        record Bad() implements Reading {}
    }

    /** A token that was found good, for its own time: how its session stands is asked at each request all the same. */
    private record Known(Reading.Good good, Instant from, Instant until) {
        boolean holds(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    private final Map<String, Known> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };
    private final WallTime time;
    private final MACSigner signer;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    AccessTokens(@Value("${cunlu.secrets.jwt:}") String secret, WallTime time) {
        byte[] key = key(secret);
        this.time = time;
        try {
            this.signer = new MACSigner(key);
        } catch (JOSEException e) {
            throw new ConfigurationException("cunlu.secrets.jwt cannot be used");
        }
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.HS256, new ImmutableSecret<>(key)));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE));
        processor.setJWTClaimsSetVerifier(new Claims(time));
    }

    String make(String accountId, String sessionId, Instant now) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(accountId)
                .claim(SESSION, sessionId)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).build(), claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign", e);
        }
        return token.serialize();
    }

    /** @param token anything at all */
    Reading read(String token) {
        if (token.length() > TOKEN_LENGTH_MAX) {
            return new Reading.Bad();
        }
        Known before;
        synchronized (known) {
            before = known.get(token);
        }
        return before != null && before.holds(time.now()) ? before.good() : verified(token);
    }

    private Reading verified(String token) {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            String session = claims.getStringClaim(SESSION);
            if (!Ids.isId(claims.getSubject()) || !Ids.isId(session)) {
                return new Reading.Bad();
            }
            var good = new Reading.Good(claims.getSubject(), session);
            remember(token, good, claims);
            return good;
        } catch (ExpiredJWTException e) {
            return new Reading.Expired();
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
            return new Reading.Bad();
        }
    }

    private void remember(String token, Reading.Good good, JWTClaimsSet claims) {
        var from = claims.getNotBeforeTime().toInstant();
        var until = claims.getExpirationTime().toInstant();
        synchronized (known) {
            known.put(token, new Known(good, from, until));
        }
    }

    private static byte[] key(String secret) {
        byte[] key = secret.strip().getBytes(StandardCharsets.UTF_8);
        if (key.length < SECRET_BYTES_MIN || secret.chars().distinct().count() < DIFFERENT_CHARACTERS_MIN) {
            throw new ConfigurationException("cunlu.secrets.jwt is missing or too simple: give " + SECRET_BYTES_MIN
                    + " characters or more, such as `openssl rand -base64 48` makes");
        }
        return key;
    }

    private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final WallTime time;

        Claims(WallTime time) {
            super(
                    AUDIENCE,
                    new JWTClaimsSet.Builder().issuer(ISSUER).build(),
                    Set.of("sub", SESSION, "iat", "nbf", "exp"));
            this.time = time;
            setMaxClockSkew(CLOCK_SKEW_SECONDS);
        }

        @Override
        protected Date currentTime() {
            return Date.from(time.now());
        }
    }
}
