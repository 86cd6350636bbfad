package org.cunlu.web.seller;

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
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.ShopOffers;
import org.cunlu.catalog.ShopRight;
import org.cunlu.catalog.Sku;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.orders.LiveConsole;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Plans a live session and puts goods into it. */
@Controller(SellerPages.SELLER)
@Secured({"SELLER", "LIVE_HOST"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class PlanPages {
    private static final String NEW = SellerPages.SELLER + "/live-plan";
    private static final int TITLE_MAX = 60;

    private final Desk desk;
    private final LiveConsole console;
    private final ShopOffers offers;

    PlanPages(Desk desk, LiveConsole console, ShopOffers offers) {
        this.desk = desk;
        this.console = console;
        this.offers = offers;
    }

    @Get("/live-plan")
    HttpResponse<?> form(HttpRequest<?> request, Caller caller) {
        return desk.show(request, NEW, "seller/plan", Map.of("shops", ShopRight.LIVE.shops(caller)));
    }

    @Post("/live-plan")
    HttpResponse<?> plan(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    var made = console.plan(caller, form.optional("key"), wish(form));
                    return desk.onward(request, LivePages.path(made.sessionId()), Notes.PLANNED);
                },
                refusal -> desk.again(
                        request, NEW, "seller/plan", Map.of("shops", ShopRight.LIVE.shops(caller)), form, refusal));
    }

    private static LiveConsole.Plan wish(Fields form) {
        String title = form.typed("title").strip();
        if (title.isEmpty() || title.length() > TITLE_MAX) {
            throw ProblemException.invalid("title", "title-missing", "请填写直播标题 · The title is missing");
        }
        Instant from = moment(form.typed("from"));
        Duration length = Duration.ofMinutes(Shown.whole("minutes", form.typed("minutes")));
        return new LiveConsole.Plan(
                form.typed("shop"),
                null,
                title,
                from,
                from.plus(length),
                form.typed("stream").strip(),
                null,
                null,
                null,
                null);
    }

    private static Instant moment(String typed) {
        try {
            return LocalDateTime.parse(typed.strip().replace(' ', 'T'))
                    .atZone(CountyTime.ZONE)
                    .toInstant();
        } catch (DateTimeParseException _) {
            throw ProblemException.invalid("from", "time-invalid", "开播时间不对 · Not a time");
        }
    }

    @Get("/live/{sessionId}/slots/new")
    HttpResponse<?> slotForm(HttpRequest<?> request, Caller caller, String sessionId) {
        return desk.show(request, path(sessionId), "seller/slot", facts(caller, sessionId));
    }

    @Post("/live/{sessionId}/slots/new")
    HttpResponse<?> slot(
            HttpRequest<?> request, Caller caller, String sessionId, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    console.add(caller, sessionId, form.optional("key"), slot(caller, sessionId, form));
                    return desk.onward(request, LivePages.path(sessionId), Notes.SLOT_ADDED);
                },
                refusal ->
                        desk.again(request, path(sessionId), "seller/slot", facts(caller, sessionId), form, refusal));
    }

    private LiveConsole.NewSlot slot(Caller caller, String sessionId, Fields form) {
        Offer offer = offers.onSale(caller, console.one(caller, sessionId).sellerCode()).stream()
                .filter(each -> each.id().equals(form.typed("offer")))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("offer", "offer-unknown", "请选择商品 · Choose what to sell"));
        int pieces = atMost("pieces", (int) LiveConsole.PIECES_MAX, form);
        int limit = atMost("limit", Sku.QUANTITY_MAX, form);
        String floor = form.typed("floor");
        return new LiveConsole.NewSlot(
                offer.id(),
                offer.sourceNodes().stream().findFirst().orElse(""),
                Shown.fen("price", form.typed("price")),
                floor.isBlank() ? null : Shown.fen("floor", floor),
                (long) pieces,
                limit,
                null,
                null);
    }

    private static int atMost(String field, int most, Fields form) {
        int number = Shown.whole(field, form.typed(field));
        if (number > most) {
            throw ProblemException.invalid(field, "number-too-large", "不能超过 " + most + " · Not above " + most);
        }
        return number;
    }

    private Map<String, Object> facts(Caller caller, String sessionId) {
        LiveConsole.SessionView session = console.one(caller, sessionId);
        return Map.of(
                "session", session,
                "offers", offers.onSale(caller, session.sellerCode()),
                "sells", caller.scopes(Role.SELLER, Scope.Kind.SHOP).contains(session.sellerCode()));
    }

    private static String path(String sessionId) {
        return LivePages.path(sessionId) + "/slots/new";
    }
}
