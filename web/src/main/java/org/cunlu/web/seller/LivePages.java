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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.LiveConsole;
import org.cunlu.orders.LiveShow;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** The console of a live session: its slots one after the other, on air and off, price, stock, and how it sells. */
@Controller(LivePages.LIVE)
@Secured({"SELLER", "LIVE_HOST"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class LivePages {
    static final String LIVE = SellerPages.SELLER + "/live";
    private static final String VIEW = "seller/console";
    private static final int A_PAGE = 20;

    private final Desk desk;
    private final LiveConsole console;
    private final Clock clock;

    LivePages(Desk desk, LiveConsole console, Clock clock) {
        this.desk = desk;
        this.console = console;
        this.clock = clock;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue String cursor) {
        Page<LiveConsole.SessionView> page = console.list(caller, cursor, A_PAGE);
        return desk.show(
                request,
                LIVE,
                "seller/sessions",
                Map.of("sessions", page.items(), "next", page.next() == null ? "" : page.next()));
    }

    @Get("/{sessionId}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, String sessionId) {
        return desk.show(request, view(request, caller, sessionId));
    }

    /**
     * The figures alone. When another slot is on air than the page shows, or the session has ended, the whole page is asked for anew.
     * @param shown id of the slot that the page shows as on air; absent for none
     */
    @Get("/{sessionId}/figures")
    HttpResponse<?> figures(
            HttpRequest<?> request,
            Caller caller,
            String sessionId,
            @Nullable @QueryValue String shown,
            @Nullable @QueryValue String rate) {
        LiveConsole.SessionView session = console.one(caller, sessionId);
        Figures now = figures(request, session, Rate.read(rate));
        String onAir = session.onAir() == null ? "" : session.onAir();
        var piece = desk.piece(request, path(sessionId), "seller/figures", Map.of("figures", now));
        boolean same = onAir.equals(shown == null ? "" : shown) && session.state() == LiveShow.State.ON_AIR;
        return same ? piece : piece.header("HX-Refresh", "true");
    }

    @Post("/{sessionId}/start")
    HttpResponse<?> start(HttpRequest<?> request, Caller caller, String sessionId) {
        return desk.act(
                request,
                view(request, caller, sessionId),
                Fields.NONE,
                Notes.STARTED,
                () -> console.start(caller, sessionId));
    }

    @Post("/{sessionId}/end")
    HttpResponse<?> end(HttpRequest<?> request, Caller caller, String sessionId) {
        return desk.act(
                request,
                view(request, caller, sessionId),
                Fields.NONE,
                Notes.ENDED,
                () -> console.end(caller, sessionId));
    }

    @Post("/{sessionId}/slots/{slotId}/on-air")
    HttpResponse<?> onAir(
            HttpRequest<?> request,
            Caller caller,
            String sessionId,
            String slotId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                view(request, caller, sessionId),
                form,
                Notes.ON_AIR,
                () -> console.onAir(caller, sessionId, slotId, form.optional("key")));
    }

    @Post("/{sessionId}/slots/{slotId}/off-air")
    HttpResponse<?> offAir(
            HttpRequest<?> request,
            Caller caller,
            String sessionId,
            String slotId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                view(request, caller, sessionId),
                form,
                Notes.OFF_AIR,
                () -> console.offAir(caller, sessionId, slotId, form.optional("key")));
    }

    @Post("/{sessionId}/slots/{slotId}/price")
    HttpResponse<?> price(
            HttpRequest<?> request,
            Caller caller,
            String sessionId,
            String slotId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                view(request, caller, sessionId),
                form,
                Notes.SLOT_PRICED,
                () -> console.price(caller, sessionId, slotId, Shown.fen("price", form.typed("price"))));
    }

    @Post("/{sessionId}/slots/{slotId}/stock")
    HttpResponse<?> stock(
            HttpRequest<?> request,
            Caller caller,
            String sessionId,
            String slotId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                view(request, caller, sessionId),
                form,
                Notes.STOCKED,
                () -> console.stock(
                        caller, sessionId, slotId, form.optional("key"), Shown.whole("pieces", form.typed("pieces"))));
    }

    private Desk.View view(HttpRequest<?> request, Caller caller, String sessionId) {
        return new Desk.View(path(sessionId), VIEW, () -> facts(request, caller, sessionId));
    }

    private Map<String, Object> facts(HttpRequest<?> request, Caller caller, String sessionId) {
        LiveConsole.SessionView session = console.one(caller, sessionId);
        var facts = new HashMap<String, Object>();
        facts.put("session", session);
        facts.put("figures", figures(request, session, null));
        return facts;
    }

    private Figures figures(HttpRequest<?> request, LiveConsole.SessionView session, @Nullable Rate before) {
        LiveConsole.SlotView slot = session.slots().stream()
                .filter(each -> each.slotId().equals(session.onAir()))
                .findFirst()
                .orElse(null);
        long now = clock.millis();
        String id = slot == null ? "" : slot.slotId();
        long sold = slot == null ? 0 : slot.drawn();
        Rate began = before == null || !before.slotId().equals(id) ? new Rate(id, sold, now) : before;
        return new Figures(
                slot,
                began.perSecond(sold, now),
                desk.words(request)
                        .link(
                                path(session.sessionId()) + "/figures",
                                "shown",
                                id,
                                "rate",
                                began.next(id, sold, now).written()),
                session.slots().stream()
                        .mapToLong(LiveConsole.SlotView::soldFen)
                        .sum(),
                session.slots().stream().mapToLong(LiveConsole.SlotView::drawn).sum());
    }

    static String path(String sessionId) {
        return LIVE + "/" + sessionId;
    }
}
