package org.cunlu.accounts.provider;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * One provider, {@code cunlu.accounts.providers.<name>.*}.
 * @param kind how it speaks
 * @param titleChinese what people call it
 * @param issuer of OpenID Connect, as it stands in its tokens; its endpoints are discovered from there
 * @param clientId what it calls us; WeChat's appid
 * @param clientSecret null for a client without one, which WeChat does not know
 * @param scopes what is asked for; {@code openid} and {@code snsapi_login} when not said
 * @param redirect where the person's browser comes back to: a page of ours, registered there, of no other provider
 * @param authorizationEndpoint of WeChat; also {@code …/connect/oauth2/authorize} for pages within WeChat
 * @param tokenEndpoint of WeChat
 * @param subject of WeChat: {@code openid}, or {@code unionid} for one person in several apps
 * @param patience how long one call may take
 * @param keysInterval the provider's keys are fetched at most twice in this time, whatever tokens name
 */
@EachProperty("cunlu.accounts.providers")
record ProviderSettings(
        @Parameter String name,
        Kind kind,
        String titleChinese,
        String titleEnglish,
        @Nullable String issuer,
        String clientId,
        @Nullable String clientSecret,
        @Nullable List<String> scopes,
        URI redirect,

        @Bindable(defaultValue = "https://open.weixin.qq.com/connect/qrconnect")
        URI authorizationEndpoint,

        @Bindable(defaultValue = "https://api.weixin.qq.com/sns/oauth2/access_token")
        URI tokenEndpoint,

        @Bindable(defaultValue = "openid") String subject,
        @Bindable(defaultValue = "5s") Duration patience,
        @Bindable(defaultValue = "30s") Duration keysInterval) {
    enum Kind {
        OIDC,
        WECHAT
    }

    ProviderSettings {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,31}")) {
            throw wrong(name, "the name is not of lower-case letters, digits and hyphens, at most 32");
        }
        boolean complete = switch (kind) {
            case OIDC -> filled(issuer);
            case WECHAT -> filled(clientSecret) && List.of("openid", "unionid").contains(subject);
        };
        if (!complete || !filled(clientId) || !filled(titleChinese) || !filled(titleEnglish)) {
            throw wrong(name, "incomplete for " + kind + ", see docs/deployment.md");
        }
        scopes = scopes == null || scopes.isEmpty()
                ? List.of(kind == Kind.OIDC ? "openid" : "snsapi_login")
                : List.copyOf(scopes);
        if (kind == Kind.OIDC && !scopes.contains("openid")) {
            throw wrong(name, "scopes without openid");
        }
        if (patience.toMillis() < 1 || keysInterval.toMillis() < 1) {
            throw wrong(name, "patience and keys-interval are above 0");
        }
    }

    String scope() {
        return String.join(" ", scopes);
    }

    /** Hides the secret from logs. */
    @Override
    public String toString() {
        return "ProviderSettings[" + name + "]";
    }

    static ConfigurationException wrong(String name, String what) {
        return new ConfigurationException("cunlu.accounts.providers." + name + ": " + what);
    }

    private static boolean filled(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
