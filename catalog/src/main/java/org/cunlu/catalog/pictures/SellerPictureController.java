package org.cunlu.catalog.pictures;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;

/** Where sellers send pictures; a product's sheet then names them by hash. */
@Controller("/api/seller/media")
@Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "seller")
class SellerPictureController {
    private final TakingIn taking;

    SellerPictureController(TakingIn taking) {
        this.taking = taking;
    }

    /** @param sizes longest sides in pixels, each at {@code /api/shop/media/<hash>/<size>} */
    @Serdeable
    record Taken(String hash, List<Integer> sizes) {}

    /** The file itself: JPEG, PNG or WebP, at most 5 MiB. Told by its bytes, whatever its name and declared type. */
    @Post(consumes = MediaType.ALL)
    Taken take(@Parameter(hidden = true) Caller caller, @Body byte[] file) {
        return new Taken(taking.take(caller, file), TakingIn.SIZES.reversed());
    }
}
