package org.cunlu.logistics.proof;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.logistics.proof.PhotoTable.Photo;

/** Photos as proof, of what a crew gives and takes where its trip calls; it sees what it took itself. */
@Controller("/api/run/photos")
@Secured("DRIVER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "run")
class RunPhotos {
    private static final List<Role> ROLES = List.of(Role.DRIVER);

    private final Proving proving;

    RunPhotos(Proving proving) {
        this.proving = proving;
    }

    /** JPEG, PNG or WebP as it is, at most 2 MiB and 20 megapixels. The same again is the same photo. */
    @Post
    @Status(HttpStatus.CREATED)
    @Consumes({MediaType.IMAGE_JPEG, MediaType.IMAGE_PNG, MediaType.IMAGE_WEBP, MediaType.APPLICATION_OCTET_STREAM})
    Photo take(Caller caller, @QueryValue @Size(max = 32) String node, @Body byte[] file) {
        return proving.take(caller, node, ROLES, file);
    }

    /** Own photos of a parcel or bag. @param of its barcode or SSCC */
    @Get
    Showing.Photos list(Caller caller, @QueryValue @Size(max = 32) String of) {
        return new Showing.Photos(proving.ownOf(caller, of));
    }

    @Get("/{photoId}")
    @Produces(MediaType.IMAGE_JPEG)
    HttpResponse<byte[]> show(Caller caller, @Size(max = 13) String photoId) {
        return Showing.of(proving.own(caller, photoId));
    }
}
