package org.cunlu.accounts.provider;

import io.micronaut.core.annotation.Nullable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cunlu.accounts.SignInProvider;
import org.cunlu.kernel.time.WallTime;

/** OpenID Connect, authorization code flow with PKCE. */
final class OpenIdProvider implements SignInProvider {
    private final ProviderSettings settings;
    private final Line line;
    private final Discovery discovery;
    private final IdTokens tokens;

    OpenIdProvider(ProviderSettings settings, Addresses addresses, Line line, WallTime time) {
        this.settings = settings;
        this.line = line;
        this.discovery = new Discovery(settings, addresses, line);
        this.tokens = new IdTokens(settings.issuer(), settings.clientId(), time);
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String titleChinese() {
        return settings.titleChinese();
    }

    @Override
    public String titleEnglish() {
        return settings.titleEnglish();
    }

    @Override
    public URI authorize(String state, String nonce, String challenge) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("response_type", "code");
        fields.put("client_id", settings.clientId());
        fields.put("redirect_uri", settings.redirect().toString());
        fields.put("scope", settings.scope());
        fields.put("state", state);
        fields.put("nonce", nonce);
        fields.put("code_challenge", challenge);
        fields.put("code_challenge_method", "S256");
        URI endpoint = discovery.known().authorization();
        return URI.create(endpoint + (endpoint.getRawQuery() == null ? "?" : "&") + Line.query(fields));
    }

    @Override
    public Identity exchange(Answer answer) {
        Discovery.Known known = discovery.known();
        boolean fromIt =
                answer.issuer() == null ? !known.namesItself() : answer.issuer().equals(settings.issuer());
        if (!fromIt) {
            throw Failing.refused(name(), "the answer is another issuer's");
        }
        try {
            Map<String, Object> said = redeemed(answer, known);
            String subject = tokens.subject(
                    text(said, "id_token"), (String) said.get("access_token"), answer.nonce(), known.source());
            return new Identity(settings.issuer(), subject);
        } catch (IdTokens.Unbelievable e) {
            throw Failing.refused(name(), "ID token: " + e.getMessage());
        } catch (Line.Down e) {
            throw Failing.unavailable(name(), e.getMessage());
        }
    }

    private Map<String, Object> redeemed(Answer answer, Discovery.Known known) throws Line.Down {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", answer.code());
        form.put("redirect_uri", settings.redirect().toString());
        form.put("code_verifier", answer.verifier());
        String basic = null;
        if (settings.clientSecret() == null) {
            form.put("client_id", settings.clientId());
        } else if (known.secretInForm()) {
            form.put("client_id", settings.clientId());
            form.put("client_secret", settings.clientSecret());
        } else {
            basic = basic(settings.clientId(), settings.clientSecret());
        }
        Line.Reply reply = line.post(known.token(), form, basic);
        if (reply.status() == 200) {
            return reply.json();
        }
        Object error = reply.status() == 400 ? reply.json().get("error") : null;
        if ("invalid_grant".equals(error)) {
            throw Failing.refused(name(), "invalid_grant");
        }
        // Anything else is between the provider and us, and no fault of the person's.
        throw new Line.Down("token endpoint: status " + reply.status());
    }

    private String text(Map<String, Object> said, String name) {
        if (said.get(name) instanceof String text && isText(said.get("access_token"))) {
            return text;
        }
        throw Failing.refused(name(), "no " + name + " in the answer");
    }

    private static boolean isText(@Nullable Object value) {
        return value == null || value instanceof String;
    }

    private static String basic(String id, String secret) {
        String pair = Line.encoded(id) + ":" + Line.encoded(secret);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
