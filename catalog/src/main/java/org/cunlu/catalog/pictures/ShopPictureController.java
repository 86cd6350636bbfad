package org.cunlu.catalog.pictures;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cunlu.kernel.media.Picture;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.request.CarefulHeaders;

/** Shows pictures. What a hash names never changes, so whoever has it need not ask again. */
@Controller("/api/shop/media/{hash}/{size}")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class ShopPictureController {
    private final PictureTable table;

    ShopPictureController(PictureTable table) {
        this.table = table;
    }

    /** @param size longest side: 320, 800 or 1600 */
    @Get(produces = Picture.MEDIA_TYPE)
    HttpResponse<byte[]> picture(String hash, int size) {
        if (!hash.matches("[0-9a-f]{64}") || !TakingIn.SIZES.contains(size)) {
            throw ProblemException.notFound();
        }
        byte[] bytes = table.bytes(hash, size).orElseThrow(ProblemException::notFound);
        return HttpResponse.ok(bytes)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", CarefulHeaders.FILE_POLICY);
    }
}
