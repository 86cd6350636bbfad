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
import org.cunlu.orders.PhotoUploads;

/** Photos for what one asks for or writes. */
@Controller("/api/shop/photos")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "shop")
class BuyerPhotoController {
    private final PhotoUploads photos;

    BuyerPhotoController(PhotoUploads photos) {
        this.photos = photos;
    }

    @Serdeable
    record Sent(String photoId) {}

    /** JPEG, PNG or WebP as it is, at most 2 MiB and 20 megapixels; unused for a day it is forgotten. The same again is the same photo. */
    @Post
    @Status(HttpStatus.CREATED)
    @Consumes({MediaType.IMAGE_JPEG, MediaType.IMAGE_PNG, MediaType.IMAGE_WEBP, MediaType.APPLICATION_OCTET_STREAM})
    Sent send(@Parameter(hidden = true) Caller caller, @Body byte[] file) {
        return new Sent(photos.send(caller.accountId(), file));
    }
}
