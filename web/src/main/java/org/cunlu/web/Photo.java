package org.cunlu.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import org.cunlu.kernel.request.CarefulHeaders;

/** A photo that we drew anew, so that it may stand in a page; for who asked, and for nobody between. @param jpeg its bytes */
public record Photo(byte[] jpeg) {
    public HttpResponse<byte[]> answer() {
        return HttpResponse.ok(jpeg)
                .contentType(MediaType.IMAGE_JPEG_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=3600")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", CarefulHeaders.FILE_POLICY);
    }
}
