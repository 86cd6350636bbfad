package org.cunlu.web.run;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.web.Desk;
import org.cunlu.web.Kept;

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

    RunSync(Desk desk, Telling telling) {
        this.desk = desk;
        this.telling = telling;
    }

    @Get
    HttpResponse<Kept.Gate> gate(HttpRequest<?> request, Caller caller) {
        return desk.gate(request, caller);
    }

    @Post
    Kept.Answers take(HttpRequest<?> request, Caller caller, @Body @Valid Kept kept) {
        return telling.kept(caller, kept, desk.words(request));
    }
}
