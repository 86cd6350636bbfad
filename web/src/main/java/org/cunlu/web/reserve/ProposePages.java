package org.cunlu.web.reserve;

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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.Releases;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Proposes a release. At an address of its own: beside the releases it would be one of them to who may only read those. */
@Controller(ProposePages.PROPOSE)
@Secured("RESERVE_OFFICER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class ProposePages {
    static final String PROPOSE = ReservePages.RESERVE + "/propose";
    private static final String VIEW = "reserve/propose";

    private final Desk desk;
    private final Releases releases;
    private final ReleaseChoices choices;

    ProposePages(Desk desk, Releases releases, ReleaseChoices choices) {
        this.desk = desk;
        this.releases = releases;
        this.choices = choices;
    }

    @Get
    HttpResponse<?> form(HttpRequest<?> request, Caller caller) {
        return desk.show(request, PROPOSE, VIEW, choices.of(caller));
    }

    @Post
    HttpResponse<?> propose(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    String id = releases.propose(caller, ReleaseForm.draft(form), form.optional("key"));
                    return desk.onward(request, ReleasePages.RELEASES + "/" + id, "reserve.note.proposed");
                },
                refusal -> desk.again(request, PROPOSE, VIEW, choices.of(caller), form, refusal));
    }
}
