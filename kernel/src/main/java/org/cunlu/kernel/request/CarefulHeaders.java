package org.cunlu.kernel.request;

import io.micronaut.http.MutableHttpHeaders;

/** The headers that make a browser careful, on every answer. One that an answer has already is left alone. */
public final class CarefulHeaders {
    /** For a file that somebody handed in: shown or saved, it runs nothing and is framed by nobody. */
    public static final String FILE_POLICY =
            "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Of every page of ours; one that may load more from somewhere says so behind it. */
    public static final String PAGE_POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none';"
            + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final String API_POLICY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private CarefulHeaders() {}

    /** @param page whether people may see it in a browser; else it is for programs */
    public static void set(MutableHttpHeaders headers, boolean page) {
        setIfAbsent(headers, "X-Content-Type-Options", "nosniff");
        setIfAbsent(headers, "X-Frame-Options", "DENY");
        setIfAbsent(headers, "Content-Security-Policy", page ? PAGE_POLICY : API_POLICY);
        setIfAbsent(headers, "Referrer-Policy", page ? "same-origin" : "no-referrer");
        setIfAbsent(headers, "Cross-Origin-Resource-Policy", "same-origin");
        if (!page) {
            setIfAbsent(headers, "Cache-Control", "no-store");
        }
    }

    public static void setIfAbsent(MutableHttpHeaders headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }
}
