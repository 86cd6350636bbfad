package org.cunlu.web.station;

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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.OfflineCounter;
import org.cunlu.web.Desk;
import org.cunlu.web.Kept;

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

    StationSync(Desk desk, Scanning scanning, OfflineCounter offline) {
        this.desk = desk;
        this.scanning = scanning;
        this.offline = offline;
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

    @Post
    Kept.Answers take(HttpRequest<?> request, Caller caller, @Body @Valid Kept kept) {
        return scanning.kept(caller, kept, desk.words(request));
    }
}
