package org.cunlu.orders.photos;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.media.Picture;
import org.cunlu.kernel.media.PictureLimits;
import org.cunlu.kernel.media.Pictures;
import org.cunlu.kernel.problem.ProblemException;

/** Photos for what one asks for or writes. */
@Controller("/api/shop/photos")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class BuyerPhotoController {
    /** The longest side of what is kept, in pixels. */
    private static final int SIDE_MAX = 1_600;
    /** Photos of one buyer that nothing names. */
    private static final int UNUSED_MAX = 30;

    private final BuyerPhotoTable table;
    private final Pictures pictures;
    private final Ids ids;

    BuyerPhotoController(BuyerPhotoTable table, Pictures pictures, Ids ids) {
        this.table = table;
        this.pictures = pictures;
        this.ids = ids;
    }

    @Serdeable
    record Sent(String photoId) {}

    /** JPEG, PNG or WebP as it is, at most 2 MiB and 20 megapixels; unused for a day it is forgotten. The same again is the same photo. */
    @Post
    @Status(HttpStatus.CREATED)
    @Consumes({MediaType.IMAGE_JPEG, MediaType.IMAGE_PNG, MediaType.IMAGE_WEBP, MediaType.APPLICATION_OCTET_STREAM})
    Sent send(@Parameter(hidden = true) Caller caller, @Body byte[] file) {
        String sent = Picture.sha256(file);
        var before = table.unused(caller.accountId(), sent);
        if (before.isPresent()) {
            return new Sent(before.get());
        }
        if (table.unused(caller.accountId()) >= UNUSED_MAX) {
            throw ProblemException.of(429, "too-many-photos", "未用照片太多 · Too many photos that nothing names", null);
        }
        Picture picture = pictures.cleaned(file, PictureLimits.PHOTO, SIDE_MAX);
        String photoId = ids.next();
        table.insert(photoId, caller.accountId(), sent, picture);
        return new Sent(photoId);
    }
}
