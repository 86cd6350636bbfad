package org.cunlu.kernel.problem;

import io.micronaut.http.HttpStatus;
import java.util.Map;

/** What a bare HTTP status says to people. */
final class KnownStatus {
    private record Words(String code, String title) {}

    private static final Words REFUSED = new Words("bad-request", "请求有误 · Bad request");
    private static final Words BROKEN = new Words("internal", "系统出错，请稍后再试 · Something went wrong, try again later");

    private static final Map<Integer, Words> WORDS = Map.ofEntries(
            Map.entry(400, REFUSED),
            Map.entry(404, new Words("not-found", "没有找到 · Not found")),
            Map.entry(405, new Words("method-not-allowed", "不支持此方法 · Method not allowed")),
            Map.entry(406, new Words("not-acceptable", "不能以所要的格式回答 · Not available in the form asked for")),
            Map.entry(408, new Words("too-slow", "请求过慢 · The request came too slowly")),
            Map.entry(409, new Words("conflict", "与当前状态冲突 · In conflict with the present state")),
            Map.entry(413, new Words("too-large", "内容过大 · Too large")),
            Map.entry(414, new Words("uri-too-long", "地址过长 · The address is too long")),
            Map.entry(415, new Words("unsupported-media-type", "不支持此内容类型 · Unsupported media type")),
            Map.entry(429, new Words("too-many-requests", "请求过于频繁 · Too many requests")),
            Map.entry(431, new Words("headers-too-large", "请求头过大 · Headers too large")),
            Map.entry(500, BROKEN));

    private KnownStatus() {}

    /** @param status any of 400 to 599 */
    static ProblemException problem(int status) {
        return switch (status) {
            case 401 -> ProblemException.unauthenticated();
            case 403 -> ProblemException.forbidden();
            case 503 -> ProblemException.unavailable(2);
            default -> {
                Words words = WORDS.getOrDefault(status, status < 500 ? REFUSED : BROKEN);
                yield ProblemException.of(status, words.code(), words.title(), null);
            }
        };
    }

    static String reason(int status) {
        for (HttpStatus known : HttpStatus.values()) {
            if (known.getCode() == status) {
                return known.getReason();
            }
        }
        return "Problem";
    }
}
