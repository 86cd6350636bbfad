package org.cunlu.logistics.proof;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.cunlu.kernel.request.CarefulHeaders;
import org.cunlu.logistics.proof.PhotoTable.Shown;

/** A photo on its way to a browser: as what it is, for this reader only, and nothing that runs. */
final class Showing {
    private Showing() {}

    /** The oldest first. */
    @Serdeable
    record Photos(List<Shown> photos) {}

    static HttpResponse<byte[]> of(PhotoTable.Seen seen) {
        return HttpResponse.ok(seen.bytes())
                .contentType(MediaType.IMAGE_JPEG_TYPE)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", CarefulHeaders.FILE_POLICY)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "inline; filename=\"" + seen.photo().photoId() + ".jpg\"");
    }
}
