package org.cunlu.logistics.proof;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;

/** Photos that were taken at the nodes below. */
@Controller("/api/dispatch/photos")
@Secured({"DISPATCHER", "COUNTY_OPERATOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "dispatch")
class DispatchPhotos {
    private static final List<Role> ROLES = List.of(Role.DISPATCHER, Role.COUNTY_OPERATOR);

    private final Proving proving;

    DispatchPhotos(Proving proving) {
        this.proving = proving;
    }

    /** Photos of a parcel or bag. @param of its barcode or SSCC */
    @Get
    Showing.Photos list(Caller caller, @QueryValue @Size(max = 32) String of) {
        return new Showing.Photos(proving.of(caller, of, ROLES));
    }

    @Get("/{photoId}")
    @Produces(MediaType.IMAGE_JPEG)
    HttpResponse<byte[]> show(Caller caller, @Size(max = 13) String photoId) {
        return Showing.of(proving.show(caller, photoId, ROLES));
    }
}
