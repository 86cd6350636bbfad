package org.cunlu.accounts.provider;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.problem.ProblemException;

/**
 * What a provider of OpenID Connect says about itself (OpenID Connect Discovery 1.0) and by which keys it signs. Both are
 * remembered; a key that is not known is looked for again, though seldom. While the provider is away what is known holds.
 */
class Discovery {
    private static final Duration GOOD = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration KEYS_GOOD = Duration.ofMinutes(10);
    private static final Duration KEYS_HOLD = Duration.ofHours(4);

    /** @param secretInForm whether the client's secret goes in the body @param namesItself RFC 9207 */
    record Known(
            URI authorization,
            URI token,
            URI keys,
            boolean secretInForm,
            boolean namesItself,
            JWKSource<SecurityContext> source) {}

    private final ProviderSettings settings;
    private final Addresses addresses;
    private final Line line;
    private Known known;
    private long askAgainNanos = System.nanoTime();

    Discovery(ProviderSettings settings, Addresses addresses, Line line) {
        this.settings = settings;
        this.addresses = addresses;
        this.line = line;
    }

    /** @throws ProblemException 503 {@code provider-unavailable} */
    synchronized Known known() {
        if (System.nanoTime() - askAgainNanos >= 0) {
            // After a failure others do not each wait for the next one.
            askAgainNanos = System.nanoTime() + PAUSE.toNanos();
            try {
                known = ask();
                askAgainNanos = System.nanoTime() + GOOD.toNanos();
            } catch (Line.Down e) {
                askAgainNanos = System.nanoTime() + PAUSE.toNanos();
                if (known == null) {
                    throw Failing.unavailable(settings.name(), "discovery: " + e.getMessage());
                }
            }
        }
        if (known == null) {
            throw Failing.unavailable(settings.name(), "discovery failed a moment ago");
        }
        return known;
    }

    private Known ask() throws Line.Down {
        String base = settings.issuer().replaceAll("/$", "");
        Line.Reply reply = line.get(URI.create(base + "/.well-known/openid-configuration"));
        if (reply.status() != 200) {
            throw new Line.Down("status " + reply.status());
        }
        Map<String, Object> said = reply.json();
        // Who speaks for another issuer would have us send the other's codes to him.
        if (!settings.issuer().equals(said.get("issuer"))) {
            throw new Line.Down("it says that it is another issuer");
        }
        URI keys = address(said, "jwks_uri");
        boolean same = known != null && known.keys().equals(keys);
        return new Known(
                address(said, "authorization_endpoint"),
                address(said, "token_endpoint"),
                keys,
                said.get("token_endpoint_auth_methods_supported") instanceof List<?> ways
                        && !ways.contains("client_secret_basic")
                        && ways.contains("client_secret_post"),
                Boolean.TRUE.equals(said.get("authorization_response_iss_parameter_supported")),
                same ? known.source() : source(keys));
    }

    private URI address(Map<String, Object> said, String name) throws Line.Down {
        try {
            URI address = URI.create(String.valueOf(said.get(name)));
            if (addresses.allowed(address)) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new Line.Down(name + " is no address");
        }
        throw new Line.Down(name + " is missing or not https");
    }

    private JWKSource<SecurityContext> source(URI keys) throws Line.Down {
        try {
            ResourceRetriever retriever = this::keys;
            return JWKSourceBuilder.create(keys.toURL(), retriever)
                    .cache(KEYS_GOOD.toMillis(), settings.patience().toMillis() + 1000)
                    .refreshAheadCache(false)
                    .rateLimited(settings.keysInterval().toMillis())
                    .outageTolerant(KEYS_HOLD.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new Line.Down("jwks_uri is no address");
        }
    }

    private Resource keys(URL address) throws IOException {
        Line.Reply reply = line.get(URI.create(address.toString()));
        if (reply.status() != 200) {
            throw new Line.Down("keys: status " + reply.status());
        }
        return new Resource(reply.body(), "application/json");
    }
}
