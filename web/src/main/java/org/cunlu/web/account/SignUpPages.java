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
import java.util.regex.Pattern;
import org.cunlu.accounts.AccountPages;
import org.cunlu.accounts.BrowserSessions;
import org.cunlu.accounts.Codes;
import org.cunlu.accounts.Purposes;
import org.cunlu.accounts.SignIn;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.http.Origins;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Signing up: a code to the phone, then a name, perhaps a password, and agreement to what the data is used for. */
@Controller(SignUpPages.SIGN_UP)
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class SignUpPages {
    static final String SIGN_UP = AccountPages.ACCOUNT + "/sign-up";
    private static final String VIEW = "account/signup";
    private static final String AGREED = "agreed";
    /** Of the text that stood in the form. */
    private static final String VERSION = "version";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final Desk desk;
    private final CodeSending codes;
    private final SignIn signIn;
    private final Purposes purposes;
    private final BrowserSessions browsers;
    private final Origins origins;

    SignUpPages(
            Desk desk, CodeSending codes, SignIn signIn, Purposes purposes, BrowserSessions browsers, Origins origins) {
        this.desk = desk;
        this.codes = codes;
        this.signIn = signIn;
        this.purposes = purposes;
        this.browsers = browsers;
        this.origins = origins;
    }

    @Get
    HttpResponse<?> page(HttpRequest<?> request, @Nullable Caller caller) {
        return caller == null ? desk.show(request, SIGN_UP, VIEW, facts(request)) : desk.back(request);
    }

    @Post
    HttpResponse<?> signUp(HttpRequest<?> request, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> form.typed(SignInPages.STEP).equals(SignInPages.SEND)
                        ? desk.onward(request, SIGN_UP, codes.send(request, form, Codes.Purpose.SIGN_IN))
                        : signUp(request, form),
                refusal -> desk.again(request, SIGN_UP, VIEW, facts(request), form, refusal));
    }

    private HttpResponse<?> signUp(HttpRequest<?> request, Fields form) {
        String phone = codes.phone(request, Codes.Purpose.SIGN_IN);
        if (form.typed(AGREED).isEmpty()) {
            throw ProblemException.invalid(
                    AGREED, "consent-missing", "需要同意后才能注册 · There is no account without your agreement");
        }
        SignIn.Admitted admitted = signIn.signUp(
                phone,
                form.typed(Fields.CODE),
                form.optional(Fields.PASSWORD),
                form.typed(Fields.NAME),
                version(form),
                origins.of(request));
        return desk.back(request).cookies(browsers.open(request, admitted));
    }

    private static Integer version(Fields form) {
        String typed = form.typed(VERSION);
        if (!NUMBER.matcher(typed).matches()) {
            throw ProblemException.invalid(
                    AGREED, "consent-missing", "需要同意后才能注册 · There is no account without your agreement");
        }
        return Integer.valueOf(typed);
    }

    private Map<String, Object> facts(HttpRequest<?> request) {
        var facts = new HashMap<>(codes.shown(request, Codes.Purpose.SIGN_IN));
        facts.put("service", purposes.current(Purposes.SERVICE).orElseThrow(ProblemException::notFound));
        return facts;
    }
}
