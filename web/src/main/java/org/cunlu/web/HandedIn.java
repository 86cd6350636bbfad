package org.cunlu.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import org.cunlu.kernel.docket.Scan;

/** A paper that somebody handed in, given to who may see it. @param name of the file, without its ending */
public record HandedIn(String name, Scan scan) {
    /** @return to be kept, never to be shown in place: what a stranger handed in does nothing in a browser */
    public HttpResponse<byte[]> answer() {
        String ending = scan.mediaType().substring(scan.mediaType().indexOf('/') + 1);
        return HttpResponse.ok(scan.content())
                .contentType(scan.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "." + ending + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
