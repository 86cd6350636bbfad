package org.cunlu.web.desk;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * The script that shows a page without a network lies with the other files and works for /station and /run: a browser lets it
 * when the file says so. It asks our own host only, and the browser looks for a new one at each visit.
 */
@ServerFilter("/assets/station-sw.js")
class WorkerFile implements Ordered {
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 10;
    }

    @ResponseFilter
    void allow(MutableHttpResponse<?> response) {
        response.getHeaders()
                .set("Service-Worker-Allowed", "/")
                .set("Content-Security-Policy", "default-src 'self'")
                .set(HttpHeaders.CACHE_CONTROL, "no-cache");
    }
}
