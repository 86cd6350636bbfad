package org.cunlu.accounts.session;

import io.micronaut.http.HttpRequest;
import org.cunlu.kernel.problem.ProblemException;

/** Why a request's token, or its absence, is not enough. */
enum Refusal {
    TOKEN_MISSING(401, "token-missing", "请先登录 · Sign in first"),
    TOKEN_INVALID(401, "token-invalid", "登录凭证无效，请重新登录 · The token is not valid; sign in again"),
    TOKEN_EXPIRED(401, "token-expired", "登录已过期，请刷新凭证 · The token has expired; refresh it"),
    SESSION_OVER(401, "session-over", "已退出登录，请重新登录 · The session is over; sign in again"),
    /** Whatever is wrong with it: unknown, over, from elsewhere, or shown at a door that is for people. */
    KEY_INVALID(401, "key-invalid", "密钥无效 · The key is not valid here"),
    ACCOUNT_SUSPENDED(403, "account-suspended", "账号已停用 · The account is suspended");

    private static final String ATTRIBUTE = "cunlu.refusal";

    private final int status;
    private final String code;
    private final String title;

    Refusal(int status, String code, String title) {
        this.status = status;
        this.code = code;
        this.title = title;
    }

    ProblemException problem() {
        return ProblemException.of(status, code, title, null);
    }

    /** Remembers the reason until it is known whether the route needs a token at all. */
    void noteOn(HttpRequest<?> request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static Refusal notedOn(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, Refusal.class).orElse(TOKEN_MISSING);
    }
}
