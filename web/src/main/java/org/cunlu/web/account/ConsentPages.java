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
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.AccountPages;
import org.cunlu.accounts.Consents;
import org.cunlu.accounts.Purposes;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Language;

/** What I agree to: given and withdrawn by one press each. */
@Controller(ConsentPages.CONSENTS)
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class ConsentPages {
    static final String CONSENTS = AccountPages.ACCOUNT + "/consents";
    private static final String VIEW = "account/consents";

    private final Desk desk;
    private final Purposes purposes;

    ConsentPages(Desk desk, Purposes purposes) {
        this.desk = desk;
        this.purposes = purposes;
    }

    @Get
    HttpResponse<?> page(HttpRequest<?> request, Caller caller) {
        return desk.show(request, CONSENTS, VIEW, facts(request, caller));
    }

    @Post
    HttpResponse<?> change(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    boolean give = form.typed("act").equals("give");
                    if (give) {
                        purposes.give(caller.accountId(), null, form.typed("purpose"));
                    } else {
                        purposes.withdraw(caller.accountId(), null, form.typed("purpose"));
                    }
                    return desk.onward(request, CONSENTS, give ? "consent-given" : "consent-withdrawn");
                },
                refusal -> desk.again(request, CONSENTS, VIEW, facts(request, caller), form, refusal));
    }

    private Map<String, Object> facts(HttpRequest<?> request, Caller caller) {
        boolean chinese = desk.words(request).language() == Language.ZH;
        List<PurposeLine> lines = purposes.asked(caller.accountId(), null).stream()
                .map(asked -> line(asked, chinese))
                .toList();
        return Map.of("purposes", lines);
    }

    private static PurposeLine line(Purposes.Asked asked, boolean chinese) {
        Purposes.Purpose purpose = asked.purpose();
        return new PurposeLine(
                purpose.purpose(),
                chinese ? purpose.titleZh() : purpose.titleEn(),
                chinese ? purpose.textZh() : purpose.textEn(),
                purpose.version(),
                purpose.required(),
                !purpose.purpose().equals(Consents.VILLAGE_RECORD),
                asked.given(),
                asked.history().stream().map(ConsentPages::line).toList());
    }

    private static PurposeLine.Past line(Purposes.Consent consent) {
        return new PurposeLine.Past(
                consent.way().name(),
                consent.version(),
                consent.givenOn().toString(),
                consent.withdrawnAt() == null ? null : Times.text(consent.withdrawnAt()));
    }
}
