package org.cunlu.kernel.problem;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** A refusal on its way to the caller. Thrown by controllers and use cases; answered as {@link Problem}. */
public final class ProblemException extends RuntimeException {
    /** A fact of this name, in seconds, is also sent as the header Retry-After. */
    public static final String RETRY_AFTER = "retryAfterSeconds";

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String title;
    private final String field;
    private final transient Map<String, Object> facts;

    private ProblemException(
            int status, String code, String title, String detail, String field, Map<String, Object> facts) {
        // No stack trace: a refusal is an ordinary answer and is thrown often.
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.title = title;
        this.field = field;
        this.facts = facts;
    }

    /**
     * @param status 4xx or 503
     * @param code stable, kebab-case, such as {@code total-changed}
     * @param title Chinese first, English beside it: {@code "总价已变 · The total has changed"}
     * @param detail what the caller can do, Chinese first; may be null
     */
    public static ProblemException of(int status, String code, String title, String detail) {
        return new ProblemException(status, code, title, detail, null, Map.of());
    }

    /** What is absent, or another's: both get this same answer. */
    public static ProblemException notFound() {
        return of(404, "not-found", "没有找到 · Not found", null);
    }

    /** Nobody is signed in, or his token is not good any more. */
    public static ProblemException unauthenticated() {
        return of(401, "unauthenticated", "请先登录 · Sign in first", null);
    }

    /** Somebody is signed in and has no role for this branch. For single objects rather {@link #notFound}. */
    public static ProblemException forbidden() {
        return of(403, "forbidden", "无权操作 · Not allowed", null);
    }

    /** Something we need is away; worth another try. @param retryAfterSeconds when, at least 1 */
    public static ProblemException unavailable(int retryAfterSeconds) {
        return of(503, "unavailable", "暂时不可用，请稍后再试 · Temporarily unavailable, try again in a moment", null)
                .fact(RETRY_AFTER, retryAfterSeconds);
    }

    /** A field that cannot be accepted. */
    public static ProblemException invalid(String field, String code, String title) {
        return new ProblemException(400, code, title, null, field, Map.of());
    }

    /** The same problem, blaming a field. */
    public ProblemException field(String name) {
        return new ProblemException(status, code, title, getMessage(), name, facts);
    }

    /** The same problem with one more fact. */
    public ProblemException fact(String name, Object value) {
        var more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new ProblemException(status, code, title, getMessage(), field, more);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Map<String, Object> facts() {
        return facts;
    }

    /** @return as it goes over the wire */
    public Problem problem(String requestId) {
        return new Problem(
                URI.create("urn:cunlu:problem:" + code),
                title,
                status,
                getMessage(),
                code,
                field,
                requestId,
                facts.isEmpty() ? null : facts);
    }
}
