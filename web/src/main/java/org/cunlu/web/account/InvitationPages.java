package org.cunlu.web.account;

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
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.cunlu.accounts.AccountPages;
import org.cunlu.accounts.Invitations;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.http.Origins;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Takes up a role by the link or the code of an invitation; looking at it takes up nothing. */
@Controller(AccountPages.INVITATION)
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class InvitationPages {
    private static final String VIEW = "account/invitation";

    private final Desk desk;
    private final Invitations invitations;
    private final Origins origins;

    InvitationPages(Desk desk, Invitations invitations, Origins origins) {
        this.desk = desk;
        this.invitations = invitations;
        this.origins = origins;
    }

    @Get
    HttpResponse<?> page(HttpRequest<?> request) {
        return desk.show(request, AccountPages.INVITATION, VIEW, Map.of());
    }

    @Post
    HttpResponse<?> accept(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    String address = origins.of(request).address();
                    invitations.accept(caller.accountId(), address, form.typed("invitation"));
                    return desk.onward(request, AccountPages.ACCOUNT, "invitation-accepted");
                },
                refusal -> desk.again(request, AccountPages.INVITATION, VIEW, Map.of(), form, refusal));
    }
}
