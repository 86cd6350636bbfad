package org.cunlu.logistics.release;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Workplaces;
import org.cunlu.logistics.release.HandingOut.Handed;
import org.cunlu.logistics.release.HandingOut.Handing;

/** What a release brings to one's own station, and that it was handed out there. */
@Controller("/api/station/releases")
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "station")
class StationReleaseController {
    private final HandingOut handingOut;
    private final Looking looking;
    private final Workplaces workplaces;

    StationReleaseController(HandingOut handingOut, Looking looking, Workplaces workplaces) {
        this.handingOut = handingOut;
        this.looking = looking;
        this.workplaces = workplaces;
    }

    /** Newest first, 100 at most. */
    @Get
    List<ReleaseView.Coming> coming(Caller caller, @QueryValue @Size(max = 32) String node) {
        Node here = workplaces.own(caller, node, "logistics.release-look", Workplaces.HANDS);
        return looking.coming(here.code());
    }

    @Post("/{releaseId}/handings")
    Handed hand(
            Caller caller,
            @PathVariable @Size(max = 13) String releaseId,
            @Body @Valid Handing handing,
            @Nullable @Header("Idempotency-Key") String key) {
        return handingOut.hand(caller, releaseId, handing, key);
    }
}
