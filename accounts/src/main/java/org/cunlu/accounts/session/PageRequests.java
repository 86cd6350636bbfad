package org.cunlu.accounts.session;

import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import java.util.List;

/** Tells requests for pages, to which browsers send their cookie, from all others, for which a cookie counts nothing. */
final class PageRequests {
    /** Programs call these; the sandbox stands for a gateway that is not ours. */
    private static final List<String> OF_PROGRAMS = List.of("/api", "/sandbox");

    private PageRequests() {}

    static boolean asksFor(HttpRequest<?> request) {
        // Both, so that no spelling of an address leads past this to a route of programs.
        return page(request.getPath())
                && page(BasicHttpAttributes.getUriTemplate(request).orElse("/"));
    }

    private static boolean page(String path) {
        return OF_PROGRAMS.stream().noneMatch(start -> path.equals(start) || path.startsWith(start + "/"));
    }
}
