package org.cunlu.accounts.session;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.cunlu.accounts.BrowserSessions;
import org.cunlu.accounts.Sessions;
import org.cunlu.accounts.SignIn;
import org.cunlu.kernel.caller.Caller;

/** Pages as the web module has them, without their looks. */
@Controller("/probe")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.TEXT_PLAIN)
class ProbePages {
    final AtomicInteger changes = new AtomicInteger();
    private final BrowserSessions browsers;

    ProbePages(BrowserSessions browsers) {
        this.browsers = browsers;
    }

    @Get("/form")
    HttpResponse<String> form(HttpRequest<?> request) {
        BrowserSessions.Form form = browsers.form(request);
        return HttpResponse.ok(form.csrf()).cookies(form.cookies());
    }

    @Get("/who")
    String who(@Nullable Caller caller) {
        return caller == null ? "visitor" : caller.accountId();
    }

    @Get("/roles")
    String roles(@Nullable Caller caller) {
        return caller == null
                ? "visitor"
                : caller.grants().stream().map(grant -> grant.role().name()).collect(Collectors.joining(" "));
    }

    @Post("/enter")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> enter(HttpRequest<?> request, @Body Map<String, String> form) {
        var admitted = new SignIn.Admitted(form.get("account"), Sessions.Way.PASSWORD);
        return HttpResponse.ok("in").cookies(browsers.open(request, admitted));
    }

    @Post("/leave")
    @Consumes(MediaType.ALL)
    HttpResponse<String> leave(HttpRequest<?> request) {
        return HttpResponse.ok("out").cookies(browsers.close(request));
    }

    @Post("/change")
    @Consumes(MediaType.ALL)
    String post() {
        return "changed " + changes.incrementAndGet();
    }

    @Put("/change")
    @Consumes(MediaType.ALL)
    String put() {
        return "changed " + changes.incrementAndGet();
    }

    @Patch("/change")
    @Consumes(MediaType.ALL)
    String patch() {
        return "changed " + changes.incrementAndGet();
    }

    @Delete("/change")
    @Consumes(MediaType.ALL)
    String delete() {
        return "changed " + changes.incrementAndGet();
    }
}
