package org.cunlu.web.office;

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
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.accounts.WebhookDesk;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.county.Typed;

/** Outside systems that are told what happens: made, changed, switched off and on, tried; what each was told, and once more. */
@Controller(WebhookPages.WEBHOOKS)
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class WebhookPages {
    static final String WEBHOOKS = "/county/webhooks";
    private static final String FACT = "fact.";
    private static final int PIECE = 30;

    private final Desk desk;
    private final WebhookDesk webhooks;
    private final SecondFactor secondFactor;

    WebhookPages(Desk desk, WebhookDesk webhooks, SecondFactor secondFactor) {
        this.desk = desk;
        this.webhooks = webhooks;
        this.secondFactor = secondFactor;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor) {
        return desk.show(request, listed(caller, cursor));
    }

    /** The secret stands in the answer and nowhere else: loading it anew sends the form again, which is refused. */
    @Post
    HttpResponse<?> make(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = fields(posted);
        return desk.act(request, listed(caller, null), form, () -> {
            String url = url(form);
            List<String> facts = facts(form);
            sign(request, caller, form, WebhookDesk.MAKE);
            return secret(request, webhooks.make(caller, url, facts));
        });
    }

    @Get("/{id}")
    HttpResponse<?> one(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 13) String id,
            @Nullable @QueryValue WebhookDesk.Telling state,
            @Nullable @QueryValue @Size(max = 13) String cursor) {
        return desk.show(request, view(caller, id, state, cursor));
    }

    @Post("/{id}")
    HttpResponse<?> change(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 13) String id,
            @Nullable @Body Map<String, String> posted) {
        Fields form = fields(posted);
        return desk.act(request, view(caller, id, null, null), form, "office.note.webhook", () -> {
            var change = new WebhookDesk.Change(url(form), facts(form), null);
            changed(request, caller, id, form, change);
        });
    }

    /** Off or on: {@code live} says which. */
    @Post("/{id}/state")
    HttpResponse<?> state(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 13) String id,
            @Nullable @Body Map<String, String> posted) {
        Fields form = fields(posted);
        return desk.act(request, view(caller, id, null, null), form, "office.note.webhook", () -> {
            boolean live = form.typed("live").equals("yes");
            changed(request, caller, id, form, new WebhookDesk.Change(null, null, live));
        });
    }

    @Post("/{id}/secret")
    HttpResponse<?> rotate(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 13) String id,
            @Nullable @Body Map<String, String> posted) {
        Fields form = fields(posted);
        return desk.act(request, view(caller, id, null, null), form, () -> {
            int version = version(form);
            webhooks.one(caller, id);
            sign(request, caller, form, WebhookDesk.ROTATE);
            return secret(request, webhooks.rotate(caller, id, version));
        });
    }

    @Post("/{id}/ping")
    HttpResponse<?> ping(HttpRequest<?> request, Caller caller, @Size(max = 13) String id) {
        return desk.act(
                request,
                view(caller, id, null, null),
                Fields.NONE,
                "office.note.ping",
                () -> webhooks.ping(caller, id));
    }

    @Post("/{id}/removal")
    HttpResponse<?> remove(HttpRequest<?> request, Caller caller, @Size(max = 13) String id) {
        Desk.View page = view(caller, id, null, null);
        return desk.act(request, page, Fields.NONE, WEBHOOKS, "office.note.webhook-removed", () -> {
            webhooks.one(caller, id);
            webhooks.remove(caller, id);
        });
    }

    @Get("/{id}/deliveries/{deliveryId}")
    HttpResponse<?> delivery(
            HttpRequest<?> request, Caller caller, @Size(max = 13) String id, @Size(max = 13) String deliveryId) {
        return desk.show(request, tries(caller, id, deliveryId));
    }

    @Post("/{id}/deliveries/{deliveryId}/replay")
    HttpResponse<?> replay(
            HttpRequest<?> request, Caller caller, @Size(max = 13) String id, @Size(max = 13) String deliveryId) {
        return desk.act(request, tries(caller, id, deliveryId), Fields.NONE, () -> {
            String next = webhooks.replay(caller, id, deliveryId);
            return desk.onward(request, path(id) + "/deliveries/" + next, "office.note.replay");
        });
    }

    private void changed(HttpRequest<?> request, Caller caller, String id, Fields form, WebhookDesk.Change change) {
        int version = version(form);
        webhooks.one(caller, id);
        sign(request, caller, form, WebhookDesk.CHANGE);
        webhooks.change(caller, id, version, change);
    }

    private HttpResponse<?> secret(HttpRequest<?> request, WebhookDesk.MadeWebhook made) {
        return desk.show(request, path(made.webhook().id()), "office/webhooksecret", Map.of("made", made));
    }

    private void sign(HttpRequest<?> request, Caller caller, Fields form, String act) {
        secondFactor.use(caller.accountId(), form.optional(Fields.FACTOR), act, form.fingerprint(request.getPath()));
    }

    private static int version(Fields form) {
        return (int) Typed.number(form, "version");
    }

    private static String url(Fields form) {
        String url = form.typed("url").strip();
        if (url.isEmpty()) {
            throw ProblemException.invalid("url", "webhook-url-invalid", "请填写 https 地址 · Fill in an https address");
        }
        return url;
    }

    private static List<String> facts(Fields form) {
        return form.all().keySet().stream()
                .filter(name -> name.startsWith(FACT))
                .map(name -> name.substring(FACT.length()))
                .sorted()
                .toList();
    }

    private static Fields fields(@Nullable Map<String, String> posted) {
        return Fields.of(posted, WebhookDesk.URL_MAX);
    }

    private Desk.View listed(Caller caller, @Nullable String cursor) {
        return new Desk.View(WEBHOOKS, "office/webhooks", () -> {
            var page = webhooks.list(caller, cursor, PIECE);
            var facts = new HashMap<String, Object>();
            facts.put("webhooks", page.items());
            facts.put("cursor", page.next());
            facts.put("known", webhooks.facts(caller));
            return facts;
        });
    }

    private Desk.View view(Caller caller, String id, WebhookDesk.@Nullable Telling state, @Nullable String cursor) {
        return new Desk.View(path(id), "office/webhook", () -> {
            var page = webhooks.deliveries(caller, id, state, cursor, PIECE);
            var facts = new HashMap<String, Object>();
            facts.put("webhook", webhooks.one(caller, id));
            facts.put("known", webhooks.facts(caller));
            facts.put("deliveries", page.items());
            facts.put("cursor", page.next());
            facts.put("state", state == null ? "" : state.name());
            return facts;
        });
    }

    private Desk.View tries(Caller caller, String id, String deliveryId) {
        return new Desk.View(path(id) + "/deliveries/" + deliveryId, "office/webhooktries", () -> {
            Map<String, Object> facts = new HashMap<>();
            facts.put("tries", webhooks.attempts(caller, id, deliveryId));
            facts.put("webhook", webhooks.one(caller, id));
            facts.put("deliveryId", deliveryId);
            return facts;
        });
    }

    private static String path(String id) {
        return WEBHOOKS + "/" + id;
    }
}
