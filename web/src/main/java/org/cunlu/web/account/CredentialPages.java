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
import java.util.HashMap;
import java.util.Map;
import org.cunlu.accounts.AccountPages;
import org.cunlu.accounts.BrowserSessions;
import org.cunlu.accounts.Codes;
import org.cunlu.accounts.CredentialChanges;
import org.cunlu.accounts.CredentialChanges.Owner;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.http.Origins;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** A new password by the old one, and a new number. */
@Controller(AccountPages.ACCOUNT)
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class CredentialPages {
    private static final String PASSWORD = AccountPages.ACCOUNT + "/password";
    private static final String PHONE = AccountPages.ACCOUNT + "/phone";
    private static final String PASSWORD_VIEW = "account/password";
    private static final String PHONE_VIEW = "account/newphone";

    private final Desk desk;
    private final Profiles profiles;
    private final CodeSending codes;
    private final CredentialChanges changes;
    private final BrowserSessions browsers;
    private final Origins origins;

    CredentialPages(
            Desk desk,
            Profiles profiles,
            CodeSending codes,
            CredentialChanges changes,
            BrowserSessions browsers,
            Origins origins) {
        this.desk = desk;
        this.profiles = profiles;
        this.codes = codes;
        this.changes = changes;
        this.browsers = browsers;
        this.origins = origins;
    }

    @Get("/password")
    HttpResponse<?> passwordPage(HttpRequest<?> request, Caller caller) {
        return desk.show(request, PASSWORD, PASSWORD_VIEW, passwordFacts(caller));
    }

    @Post("/password")
    HttpResponse<?> password(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    changes.changePassword(
                            owner(request, caller), form.typed(Fields.OLD_PASSWORD), form.typed(Fields.PASSWORD));
                    return desk.onward(request, AccountPages.ACCOUNT, "password-changed");
                },
                refusal -> desk.again(request, PASSWORD, PASSWORD_VIEW, passwordFacts(caller), form, refusal));
    }

    @Get("/phone")
    HttpResponse<?> phonePage(HttpRequest<?> request, Caller caller) {
        return desk.show(request, PHONE, PHONE_VIEW, phoneFacts(request, caller));
    }

    @Post("/phone")
    HttpResponse<?> phone(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> form.typed(SignInPages.STEP).equals(SignInPages.SEND)
                        ? desk.onward(request, PHONE, codes.send(request, form, Codes.Purpose.NEW_PHONE))
                        : changePhone(request, caller, form),
                refusal -> desk.again(request, PHONE, PHONE_VIEW, phoneFacts(request, caller), form, refusal));
    }

    private HttpResponse<?> changePhone(HttpRequest<?> request, Caller caller, Fields form) {
        changes.changePhone(
                owner(request, caller),
                codes.phone(request, Codes.Purpose.NEW_PHONE),
                form.typed(Fields.CODE),
                form.typed(Fields.PASSWORD),
                form.optional(Fields.FACTOR));
        return desk.onward(request, AccountPages.ACCOUNT, "phone-changed");
    }

    private Owner owner(HttpRequest<?> request, Caller caller) {
        return new Owner(caller.accountId(), browsers.current(request).orElse(null), origins.of(request));
    }

    private Map<String, Object> passwordFacts(Caller caller) {
        return Map.of("hasPassword", profiles.hasPassword(caller.accountId()));
    }

    private Map<String, Object> phoneFacts(HttpRequest<?> request, Caller caller) {
        var facts = new HashMap<>(codes.shown(request, Codes.Purpose.NEW_PHONE));
        facts.put("hasPassword", profiles.hasPassword(caller.accountId()));
        facts.put("enrolled", profiles.enrolled(caller.accountId()));
        return facts;
    }
}
