package org.cunlu.kernel.request;

import io.micronaut.http.HttpRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The name of one request, from the edge to the last log line and the problem that the caller may quote. */
public final class RequestIds {
    public static final String HEADER = "X-Request-Id";
    /** Its name in log lines. */
    public static final String LOG_KEY = "requestId";

    private static final String ATTRIBUTE = "cunlu.request-id";
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{8,64}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private RequestIds() {}

    /** @return the id that came with the request if it is sane, else one of ours; always the same for one request */
    public static String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(() -> {
            String given = request.getHeaders().get(HEADER);
            String id = given != null && SANE.matcher(given).matches() ? given : made();
            request.setAttribute(ATTRIBUTE, id);
            return id;
        });
    }

    /** @return whether it has its name yet: one that is refused while it is still read has none, and meets no filter */
    public static boolean isNamed(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE).isPresent();
    }

    private static String made() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
