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
import org.cunlu.accounts.BrowserSessions;
import org.cunlu.accounts.Codes;
import org.cunlu.accounts.CredentialChanges;
import org.cunlu.kernel.http.Origins;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** A new password for whoever has the phone in his hand, also where there was none. */
@Controller(ForgottenPages.FORGOTTEN)
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class ForgottenPages {
    static final String FORGOTTEN = AccountPages.ACCOUNT + "/forgotten";
    private static final String VIEW = "account/forgotten";

    private final Desk desk;
    private final CodeSending codes;
    private final CredentialChanges changes;
    private final BrowserSessions browsers;
    private final Origins origins;

    ForgottenPages(Desk desk, CodeSending codes, CredentialChanges changes, BrowserSessions browsers, Origins origins) {
        this.desk = desk;
        this.codes = codes;
        this.changes = changes;
        this.browsers = browsers;
        this.origins = origins;
    }

    @Get
    HttpResponse<?> page(HttpRequest<?> request) {
        return desk.show(request, FORGOTTEN, VIEW, codes.shown(request, Codes.Purpose.RESET_PASSWORD));
    }

    @Post
    HttpResponse<?> reset(HttpRequest<?> request, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> form.typed(SignInPages.STEP).equals(SignInPages.SEND)
                        ? desk.onward(request, FORGOTTEN, codes.send(request, form, Codes.Purpose.RESET_PASSWORD))
                        : reset(request, form),
                refusal -> desk.again(
                        request, FORGOTTEN, VIEW, codes.shown(request, Codes.Purpose.RESET_PASSWORD), form, refusal));
    }

    private HttpResponse<?> reset(HttpRequest<?> request, Fields form) {
        changes.forgotten(
                codes.phone(request, Codes.Purpose.RESET_PASSWORD),
                form.typed(Fields.CODE),
                form.typed(Fields.PASSWORD),
                origins.of(request));
        // All sessions have ended, this browser's with them, if it was his.
        return desk.onward(request, AccountPages.SIGN_IN, "password-set").cookies(browsers.close(request));
    }
}
