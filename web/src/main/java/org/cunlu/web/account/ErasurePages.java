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
import org.cunlu.accounts.BrowserSessions;
import org.cunlu.accounts.Codes;
import org.cunlu.accounts.OwnData;
import org.cunlu.accounts.OwnData.Forgetting;
import org.cunlu.accounts.OwnErasure;
import org.cunlu.accounts.OwnerProof;
import org.cunlu.accounts.PersonalData.Kept;
import org.cunlu.accounts.PersonalData.Objection;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.http.Origins;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Language;
import org.cunlu.web.Said;

/** Being forgotten: who wants it proves anew who he is, and is told what stays and why, in the answer itself. */
@Controller(ErasurePages.ERASURE)
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class ErasurePages {
    static final String ERASURE = AccountPages.ACCOUNT + "/erasure";
    private static final String VIEW = "account/erasure";
    private static final String DONE_VIEW = "account/erased";

    private final Desk desk;
    private final Profiles profiles;
    private final CodeSending codes;
    private final OwnErasure erasure;
    private final BrowserSessions browsers;
    private final Origins origins;

    ErasurePages(
            Desk desk,
            Profiles profiles,
            CodeSending codes,
            OwnErasure erasure,
            BrowserSessions browsers,
            Origins origins) {
        this.desk = desk;
        this.profiles = profiles;
        this.codes = codes;
        this.erasure = erasure;
        this.browsers = browsers;
        this.origins = origins;
    }

    @Get
    HttpResponse<?> page(HttpRequest<?> request, Caller caller) {
        return desk.show(request, ERASURE, VIEW, facts(request, caller));
    }

    @Post
    HttpResponse<?> erase(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> form.typed(SignInPages.STEP).equals(SignInPages.SEND)
                        ? desk.onward(
                                request,
                                ERASURE,
                                codes.send(request, profiles.phone(caller.accountId()), Codes.Purpose.ERASURE))
                        : erase(request, caller, form),
                refusal -> desk.again(request, ERASURE, VIEW, facts(request, caller), form, refusal));
    }

    private HttpResponse<?> erase(HttpRequest<?> request, Caller caller, Fields form) {
        var proof = new OwnerProof.Given(
                form.optional(Fields.FACTOR), form.optional(Fields.PASSWORD), form.optional(Fields.CODE));
        return switch (erasure.erase(caller.accountId(), proof, origins.of(request))) {
            case Forgetting.Forgotten(List<Kept> kept) ->
                desk.show(request, AccountPages.SIGN_IN, DONE_VIEW, Map.of("staying", staying(request, kept)))
                        .cookies(browsers.close(request));
            case Forgetting.NotYet(List<Objection> objections) -> throw OwnData.notYet(objections);
        };
    }

    private List<Staying> staying(HttpRequest<?> request, List<Kept> kept) {
        Language language = desk.words(request).language();
        return kept.stream()
                .map(one -> new Staying(Said.in(language, one.what()), Said.in(language, one.why())))
                .toList();
    }

    private Map<String, Object> facts(HttpRequest<?> request, Caller caller) {
        var facts = new HashMap<>(codes.shown(request, Codes.Purpose.ERASURE));
        facts.put("enrolled", profiles.enrolled(caller.accountId()));
        facts.put("hasPassword", profiles.hasPassword(caller.accountId()));
        return facts;
    }
}
