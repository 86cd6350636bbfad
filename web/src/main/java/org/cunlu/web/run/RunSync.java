package org.cunlu.web.run;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.logistics.ProofPhotos;
import org.cunlu.web.Desk;
import org.cunlu.web.Kept;
import org.cunlu.web.desk.Files;

/** Where a phone sends what it kept of a run, with the token that it asks for before. */
@Controller("/run/sync")
@Secured("DRIVER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Hidden
class RunSync {
    private final Desk desk;
    private final Telling telling;
    private final ProofPhotos photos;

    RunSync(Desk desk, Telling telling, ProofPhotos photos) {
        this.desk = desk;
        this.telling = telling;
        this.photos = photos;
    }

    @Get
    HttpResponse<Kept.Gate> gate(HttpRequest<?> request, Caller caller) {
        return desk.gate(request, caller);
    }

    /** A photo of something that the phone kept, before that is sent. */
    @Post("/photos")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    Kept.Snapshot photo(Caller caller, @Nullable String node, @Nullable CompletedFileUpload photo) {
        return new Kept.Snapshot(
                photos.send(caller, node == null ? "" : node, List.of(Role.DRIVER), Files.demanded(photo, "photo")));
    }

    @Post
    Kept.Answers take(HttpRequest<?> request, Caller caller, @Body @Valid Kept kept) {
        return telling.kept(caller, kept, desk.words(request));
    }
}
