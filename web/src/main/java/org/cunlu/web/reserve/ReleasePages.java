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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.Releases;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Releases: proposed, reviewed, approved by a second person, and followed until the last village is served. */
@Controller(ReleasePages.RELEASES)
@Secured({"RESERVE_OFFICER", "RESERVE_REVIEWER", "RESERVE_AUTHORITY", "RESERVE_AUDITOR"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class ReleasePages {
    static final String RELEASES = ReservePages.RESERVE + "/releases";
    private static final String ONE = "reserve/release";

    private final Desk desk;
    private final Releases releases;
    private final Names names;
    private final SecondFactor secondFactor;

    ReleasePages(Desk desk, Releases releases, Names names, SecondFactor secondFactor) {
        this.desk = desk;
        this.releases = releases;
        this.names = names;
        this.secondFactor = secondFactor;
    }

    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String state,
            @Nullable @QueryValue String cursor) {
        String wanted = state == null || state.isBlank() ? null : state;
        var page = releases.releases(caller, wanted, cursor, 30);
        var facts = new HashMap<String, Object>();
        facts.put("releases", page.items());
        facts.put("cursor", page.next());
        facts.put("state", wanted == null ? "" : wanted);
        return desk.show(request, RELEASES, "reserve/releases", facts);
    }

    @Get("/{id}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, String id) {
        return desk.show(request, RELEASES + "/" + id, ONE, facts(caller, id));
    }

    /** How far it is, asked for again and again while goods move. */
    @Get("/{id}/progress")
    HttpResponse<?> progress(HttpRequest<?> request, Caller caller, String id) {
        return desk.piece(request, RELEASES + "/" + id, "reserve/progress", facts(caller, id));
    }

    @Post("/{id}/withdrawal")
    @Secured("RESERVE_OFFICER")
    HttpResponse<?> withdraw(
            HttpRequest<?> request, Caller caller, String id, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                own(caller, id),
                form,
                "reserve.note.withdrawn",
                () -> releases.withdraw(caller, id, form.typed("reason")));
    }

    @Post("/{id}/review")
    @Secured("RESERVE_REVIEWER")
    HttpResponse<?> review(
            HttpRequest<?> request, Caller caller, String id, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        boolean agrees = "yes".equals(form.typed("agrees"));
        return desk.act(
                request, own(caller, id), form, agrees ? "reserve.note.reviewed" : "reserve.note.refused", () -> {
                    sign(request, caller, form, Releases.REVIEW);
                    releases.review(caller, id, agrees, form.optional("reason"));
                });
    }

    @Post("/{id}/decision")
    @Secured("RESERVE_AUTHORITY")
    HttpResponse<?> decide(
            HttpRequest<?> request, Caller caller, String id, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        boolean approves = "yes".equals(form.typed("agrees"));
        return desk.act(
                request, own(caller, id), form, approves ? "reserve.note.approved" : "reserve.note.refused", () -> {
                    sign(request, caller, form, approves ? Releases.APPROVE : Releases.REFUSE);
                    if (approves) {
                        releases.approve(caller, id);
                    } else {
                        releases.refuse(caller, id, form.typed("reason"));
                    }
                });
    }

    /** Not another's, whatever a form says. */
    private Desk.View own(Caller caller, String id) {
        releases.release(caller, id);
        return new Desk.View(RELEASES + "/" + id, ONE, () -> facts(caller, id));
    }

    private void sign(HttpRequest<?> request, Caller caller, Fields form, String act) {
        secondFactor.use(caller.accountId(), form.optional(Fields.FACTOR), act, form.fingerprint(request.getPath()));
    }

    private Map<String, Object> facts(Caller caller, String id) {
        Releases.Whole one = releases.release(caller, id);
        var facts = new HashMap<String, Object>();
        facts.put("one", one);
        facts.put("outlook", releases.outlook(caller, id));
        facts.put("me", caller.accountId());
        facts.put(
                "names",
                names.of(
                        Stream.concat(
                                        one.places().stream().map(Releases.Place::nodeCode),
                                        one.draws().stream().map(Releases.Draw::fromNode))
                                .distinct()
                                .toList(),
                        one.lines().stream().map(Releases.Line::skuCode).toList()));
        return facts;
    }
}
