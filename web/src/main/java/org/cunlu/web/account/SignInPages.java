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
import org.cunlu.accounts.SignIn;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.http.Origins;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Slip;

/** Signing in by password or by a code, and out. */
@Controller(AccountPages.ACCOUNT)
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class SignInPages {
    private static final String BY_CODE = AccountPages.SIGN_IN + "/code";
    private static final String VIEW = "account/signin";
    private static final String CODE_VIEW = "account/signincode";
    /** Two forms of a page are told apart by this field: the one that asks for a code says {@code send}. */
    static final String STEP = "step";

    static final String SEND = "send";

    private final Desk desk;
    private final CodeSending codes;
    private final SignIn signIn;
    private final BrowserSessions browsers;
    private final Origins origins;

    SignInPages(Desk desk, CodeSending codes, SignIn signIn, BrowserSessions browsers, Origins origins) {
        this.desk = desk;
        this.codes = codes;
        this.signIn = signIn;
        this.browsers = browsers;
        this.origins = origins;
    }

    @Get("/sign-in")
    HttpResponse<?> page(HttpRequest<?> request, @Nullable Caller caller) {
        return caller == null ? desk.show(request, AccountPages.SIGN_IN, VIEW, Map.of()) : desk.back(request);
    }

    @Post("/sign-in")
    HttpResponse<?> byPassword(HttpRequest<?> request, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> in(
                        request,
                        signIn.password(form.typed(Fields.PHONE), form.typed(Fields.PASSWORD), origins.of(request))),
                refusal -> desk.again(request, AccountPages.SIGN_IN, VIEW, Map.of(), form, refusal));
    }

    @Get("/sign-in/code")
    HttpResponse<?> codePage(HttpRequest<?> request, @Nullable Caller caller) {
        return caller == null
                ? desk.show(request, BY_CODE, CODE_VIEW, codes.shown(request, Codes.Purpose.SIGN_IN))
                : desk.back(request);
    }

    @Post("/sign-in/code")
    HttpResponse<?> byCode(HttpRequest<?> request, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> form.typed(STEP).equals(SEND)
                        ? desk.onward(request, BY_CODE, codes.send(request, form, Codes.Purpose.SIGN_IN))
                        : byCode(request, form),
                refusal -> desk.again(
                        request, BY_CODE, CODE_VIEW, codes.shown(request, Codes.Purpose.SIGN_IN), form, refusal));
    }

    @Post("/sign-out")
    HttpResponse<?> out(HttpRequest<?> request) {
        return desk.onward(request, AccountPages.SIGN_IN, "signed-out").cookies(browsers.close(request));
    }

    private HttpResponse<?> byCode(HttpRequest<?> request, Fields form) {
        try {
            String phone = codes.phone(request, Codes.Purpose.SIGN_IN);
            return in(request, signIn.code(phone, form.typed(Fields.CODE), origins.of(request)));
        } catch (ProblemException refusal) {
            if (!refusal.code().equals("no-account")) {
                throw refusal;
            }
            // He proved the number, and the code stays good for signing up with it.
            Slip slip = desk.slip(request).noting("no-account");
            return desk.onward(request, SignUpPages.SIGN_UP, slip);
        }
    }

    private HttpResponse<?> in(HttpRequest<?> request, SignIn.Admitted admitted) {
        return desk.back(request).cookies(browsers.open(request, admitted));
    }
}
