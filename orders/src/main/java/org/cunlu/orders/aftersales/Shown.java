package org.cunlu.orders.aftersales;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import org.cunlu.kernel.request.CarefulHeaders;

/** Photos over HTTP: for who asked, and for nobody between. */
final class Shown {
    private Shown() {}

    static HttpResponse<byte[]> photo(byte[] jpeg) {
        return HttpResponse.ok(jpeg)
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=3600")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", CarefulHeaders.FILE_POLICY);
    }
}
