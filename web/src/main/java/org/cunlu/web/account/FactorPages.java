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
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.AccountPages;
import org.cunlu.accounts.Codes;
import org.cunlu.accounts.FactorEnrolment;
import org.cunlu.accounts.HandCode;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.http.Origins;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.QrSquare;

/** The authenticator app. Its secret and the recovery codes stand in the answer to the form itself: they are shown once. */
@Controller(FactorPages.FACTOR)
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class FactorPages {
    static final String FACTOR = AccountPages.ACCOUNT + "/second-factor";
    private static final String VIEW = "account/factor";
    private static final String ENROL_VIEW = "account/enrol";
    private static final String RECOVERY_VIEW = "account/recovery";

    private final Desk desk;
    private final Profiles profiles;
    private final CodeSending codes;
    private final FactorEnrolment enrolment;
    private final SecondFactor secondFactor;
    private final Origins origins;

    FactorPages(
            Desk desk,
            Profiles profiles,
            CodeSending codes,
            FactorEnrolment enrolment,
            SecondFactor secondFactor,
            Origins origins) {
        this.desk = desk;
        this.profiles = profiles;
        this.codes = codes;
        this.enrolment = enrolment;
        this.secondFactor = secondFactor;
        this.origins = origins;
    }

    @Get
    HttpResponse<?> page(HttpRequest<?> request, Caller caller) {
        return desk.show(request, FACTOR, VIEW, facts(request, caller));
    }

    /** Somebody who loads the answer to a form anew. */
    @Get("/{step}")
    HttpResponse<?> begin(HttpRequest<?> request, String step) {
        return desk.onward(request, FACTOR);
    }

    @Post
    HttpResponse<?> enrol(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> form.typed(SignInPages.STEP).equals(SignInPages.SEND)
                        ? desk.onward(
                                request,
                                FACTOR,
                                codes.send(request, profiles.phone(caller.accountId()), Codes.Purpose.SECOND_FACTOR))
                        : enrol(request, caller, form),
                refusal -> desk.again(request, FACTOR, VIEW, facts(request, caller), form, refusal));
    }

    @Post("/confirm")
    HttpResponse<?> confirm(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> recovery(request, enrolment.confirm(caller.accountId(), form.typed(Fields.FACTOR))),
                refusal -> desk.again(request, FACTOR, ENROL_VIEW, Map.of(), form, refusal));
    }

    @Post("/recovery-codes")
    HttpResponse<?> newCodes(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    use(request, caller, form, "accounts.recovery-codes");
                    return recovery(request, enrolment.replaceRecoveryCodes(caller.accountId()));
                },
                refusal -> desk.again(request, FACTOR, VIEW, facts(request, caller), form, refusal));
    }

    @Post("/off")
    HttpResponse<?> takeOff(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    use(request, caller, form, "accounts.second-factor");
                    enrolment.takeOff(caller.accountId());
                    return desk.onward(request, FACTOR, "factor-off");
                },
                refusal -> desk.again(request, FACTOR, VIEW, facts(request, caller), form, refusal));
    }

    private HttpResponse<?> enrol(HttpRequest<?> request, Caller caller, Fields form) {
        var begun = enrolment.begin(
                caller.accountId(), form.optional(Fields.PASSWORD), form.optional(Fields.CODE), origins.of(request));
        Map<String, Object> facts =
                Map.of("secret", begun.secret().base32(), "uri", begun.uri(), "qr", QrSquare.of(begun.uri()));
        return desk.show(request, FACTOR, ENROL_VIEW, facts);
    }

    private HttpResponse<?> recovery(HttpRequest<?> request, List<HandCode> fresh) {
        List<String> shown = fresh.stream().map(HandCode::shown).toList();
        return desk.show(request, FACTOR, RECOVERY_VIEW, Map.of("codes", shown));
    }

    private void use(HttpRequest<?> request, Caller caller, Fields form, String act) {
        secondFactor.use(caller.accountId(), form.optional(Fields.FACTOR), act, form.fingerprint(request.getPath()));
    }

    private Map<String, Object> facts(HttpRequest<?> request, Caller caller) {
        var facts = new HashMap<>(codes.shown(request, Codes.Purpose.SECOND_FACTOR));
        facts.put("enrolled", secondFactor.enrolled(caller.accountId()));
        facts.put("codesLeft", enrolment.recoveryCodesLeft(caller.accountId()));
        facts.put("hasPassword", profiles.hasPassword(caller.accountId()));
        return facts;
    }
}
