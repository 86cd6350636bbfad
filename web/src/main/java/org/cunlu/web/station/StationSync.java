package org.cunlu.web.station;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.OfflineCounter;
import org.cunlu.logistics.ProofPhotos;
import org.cunlu.logistics.Workplaces;
import org.cunlu.web.Desk;
import org.cunlu.web.Kept;
import org.cunlu.web.desk.Files;

/** Where a phone sends the scans that it kept, with the token that it asks for before. */
@Controller("/station/sync")
@Secured({"STATION_KEEPER", "WAREHOUSE_WORKER"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Hidden
class StationSync {
    private final Desk desk;
    private final Scanning scanning;
    private final OfflineCounter offline;
    private final ProofPhotos photos;

    StationSync(Desk desk, Scanning scanning, OfflineCounter offline, ProofPhotos photos) {
        this.desk = desk;
        this.scanning = scanning;
        this.offline = offline;
        this.photos = photos;
    }

    @Get
    HttpResponse<Kept.Gate> gate(HttpRequest<?> request, Caller caller) {
        return desk.gate(request, caller);
    }

    /** What a phone takes along to check pickup codes where there is no network. */
    @Get("/codes")
    HttpResponse<OfflineCounter.Taken> codes(Caller caller, @QueryValue String node) {
        return HttpResponse.ok(offline.take(caller, node)).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** A photo of something that the phone kept, before that is sent. */
    @Post("/photos")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    Kept.Snapshot photo(Caller caller, @Nullable String node, @Nullable CompletedFileUpload photo) {
        return new Kept.Snapshot(
                photos.send(caller, node == null ? "" : node, Workplaces.HANDS, Files.demanded(photo, "photo")));
    }

    @Post
    Kept.Answers take(HttpRequest<?> request, Caller caller, @Body @Valid Kept kept) {
        return scanning.kept(caller, kept, desk.words(request));
    }
}
