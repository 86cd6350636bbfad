package org.cunlu.web.account;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashMap;
import java.util.List;
import org.cunlu.accounts.AccountPages;
import org.cunlu.accounts.Looks;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.web.Desk;
import org.cunlu.web.Words;

/** Who looked at my data, the newest first. */
@Controller(LookPages.LOOKS)
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class LookPages {
    static final String LOOKS = AccountPages.ACCOUNT + "/looks";
    private static final int SHOWN = 30;

    private final Desk desk;
    private final Looks looks;

    LookPages(Desk desk, Looks looks) {
        this.desk = desk;
        this.looks = looks;
    }

    @Get
    HttpResponse<?> page(HttpRequest<?> request, Caller caller, @Nullable @QueryValue String cursor) {
        Page<Looks.Look> page = looks.at(caller.accountId(), cursor, SHOWN);
        Words words = desk.words(request);
        List<LookLine> lines =
                page.items().stream().map(look -> line(look, words)).toList();
        var facts = new HashMap<String, Object>();
        facts.put("looks", lines);
        facts.put("next", page.next());
        return desk.show(request, LOOKS, "account/looks", facts);
    }

    private static LookLine line(Looks.Look look, Words words) {
        // Such as "verification 0ABC…": what it is, then which.
        String what = look.what().split(" ", 2)[0];
        return new LookLine(
                Times.text(look.at()), look.viewer(), words.textOr("account.look." + what, look.what()), look.why());
    }
}
