package org.cunlu.accounts.provider;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.cunlu.accounts.SignInProvider;

/**
 * WeChat's own kind of OAuth 2: no PKCE, no nonce, no signed token, and errors with status 200. So the visit's secret in
 * the browser is all that binds an answer to who asked.
 */
final class WeChatProvider implements SignInProvider {
    /** The code is wrong, over, used or missing. */
    private static final Set<Long> CODE_ERRORS = Set.of(40029L, 40163L, 41008L, 42003L);

    private static final int SUBJECT_LENGTH_MAX = 128;

    private final ProviderSettings settings;
    private final Line line;

    WeChatProvider(ProviderSettings settings, Line line) {
        this.settings = settings;
        this.line = line;
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
        // In the order of its manual, which its own pages insist on.
        var fields = new LinkedHashMap<String, String>();
        fields.put("appid", settings.clientId());
        fields.put("redirect_uri", settings.redirect().toString());
        fields.put("response_type", "code");
        fields.put("scope", String.join(",", settings.scopes()));
        fields.put("state", state);
        return URI.create(settings.authorizationEndpoint() + "?" + Line.query(fields) + "#wechat_redirect");
    }

    @Override
    public Identity exchange(Answer answer) {
        if (answer.issuer() != null) {
            throw Failing.refused(name(), "the answer is another issuer's");
        }
        var fields = new LinkedHashMap<String, String>();
        fields.put("appid", settings.clientId());
        fields.put("secret", settings.clientSecret());
        fields.put("code", answer.code());
        fields.put("grant_type", "authorization_code");
        try {
            Line.Reply reply = line.get(URI.create(settings.tokenEndpoint() + "?" + Line.query(fields)));
            if (reply.status() != 200) {
                throw new Line.Down("status " + reply.status());
            }
            return identity(reply.json());
        } catch (Line.Down e) {
            throw Failing.unavailable(name(), e.getMessage());
        }
    }

    private Identity identity(Map<String, Object> said) throws Line.Down {
        if (said.get("errcode") instanceof Number error && error.longValue() != 0) {
            if (CODE_ERRORS.contains(error.longValue())) {
                throw Failing.refused(name(), "errcode " + error);
            }
            // Busy, over its quota, or our secret is wrong.
            throw new Line.Down("errcode " + error);
        }
        boolean complete = said.get("access_token") instanceof String
                && said.get(settings.subject()) instanceof String subject
                && !subject.isBlank()
                && subject.length() <= SUBJECT_LENGTH_MAX;
        if (!complete) {
            throw new Line.Down("no " + settings.subject() + " in the answer");
        }
        return new Identity(settings.subject() + "@" + settings.clientId(), (String) said.get(settings.subject()));
    }
}
