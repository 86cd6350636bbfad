package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.CartView;
import org.cunlu.orders.GroupView;
import org.cunlu.orders.LiveShow;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/**
 * Buying in a live room without leaving it: cart, checkout and payment as pieces beside the show. They are those of the shop; whoever
 * has no scripts takes its pages.
 */
@Controller("/live/{sessionId}")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class RoomPages {
    private static final String VIEW = "shop/ordering";

    private final Desk desk;
    private final Rooms rooms;
    private final Basket basket;
    private final Places places;
    private final Checkout checkout;
    private final Dues dues;

    RoomPages(Desk desk, Rooms rooms, Basket basket, Places places, Checkout checkout, Dues dues) {
        this.desk = desk;
        this.rooms = rooms;
        this.basket = basket;
        this.places = places;
        this.checkout = checkout;
        this.dues = dues;
    }

    /** One who buys in a room. @param place null where he has to choose one first */
    private record Buyer(
            HttpRequest<?> request,
            Caller caller,
            LiveShow show,
            LiveShow.Slot slot,
            @Nullable Place place) {
        private String path() {
            return LivePages.PATH + "/" + show.sessionId();
        }
    }

    /** Puts pieces of the slot into the cart, and answers what ordering would cost and bring. */
    @Post("/cart")
    HttpResponse<?> put(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String sessionId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Buyer buyer = buyer(request, caller, sessionId, form.typed("slot"));
        return desk.attempt(
                () -> {
                    CartView cart = basket.put(
                                    request,
                                    caller,
                                    buyer.slot().offerId(),
                                    Typed.whole(form, "pieces"),
                                    buyer.slot().slotId())
                            .cart();
                    return basket.kept(
                            desk.piece(request, buyer.path(), VIEW, reckoned(buyer, null, cart)),
                            request,
                            caller,
                            cart,
                            null);
                },
                refusal -> refused(buyer, null, Fields.NONE, refusal));
    }

    /** The same for what is in the cart already, paid otherwise. */
    @Get("/order")
    HttpResponse<?> ask(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String sessionId,
            @QueryValue(defaultValue = "") String slot,
            @Nullable @QueryValue String payment) {
        Buyer buyer = buyer(request, caller, sessionId, slot);
        return desk.attempt(
                () -> desk.piece(request, buyer.path(), VIEW, reckoned(buyer, payment, basket.show(request, caller))),
                refusal -> refused(buyer, payment, Fields.NONE, refusal));
    }

    @Post("/order")
    HttpResponse<?> place(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String sessionId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Buyer buyer = buyer(request, caller, sessionId, form.typed("slot"));
        String payment = form.typed("payment");
        return desk.attempt(
                () -> {
                    if (buyer.place() == null) {
                        throw nowhere();
                    }
                    GroupView group = checkout.place(basket.own(request, caller), form, wanted(buyer, payment));
                    CartView left = basket.show(request, caller);
                    return basket.kept(
                            desk.piece(
                                    request,
                                    buyer.path(),
                                    "shop/ordered",
                                    dues.facts(request, caller, group.groupId(), true)),
                            request,
                            caller,
                            left,
                            null);
                },
                refusal -> refused(buyer, payment, form, refusal));
    }

    private Buyer buyer(HttpRequest<?> request, Caller caller, String sessionId, String slotId) {
        LiveShow show = rooms.show(sessionId);
        return new Buyer(
                request,
                caller,
                show,
                Rooms.slot(show, slotId),
                places.of(request).orElse(null));
    }

    private static Checkout.Wanted wanted(Buyer buyer, @Nullable String payment) {
        return new Checkout.Wanted(buyer.place(), CheckoutPages.choice(payment), null, null);
    }

    private static ProblemException nowhere() {
        return ProblemException.invalid("place", "destination-invalid", "请先选择收货地 · Choose where to first");
    }

    private Map<String, Object> reckoned(Buyer buyer, @Nullable String payment, CartView cart) {
        CheckoutPage page = buyer.place() == null
                ? null
                : checkout.page(
                        desk.words(buyer.request()),
                        basket.own(buyer.request(), buyer.caller()),
                        wanted(buyer, payment));
        return facts(buyer, page, cart);
    }

    /** What was refused, with what holds now where there is a price: whoever was told another total sees the new one. */
    private HttpResponse<?> refused(Buyer buyer, @Nullable String payment, Fields form, ProblemException refusal) {
        String accountId = basket.own(buyer.request(), buyer.caller());
        CartView cart = basket.show(buyer.request(), buyer.caller());
        CheckoutPage page = null;
        if (buyer.place() != null) {
            try {
                page = checkout.page(desk.words(buyer.request()), accountId, wanted(buyer, payment));
            } catch (ProblemException noQuote) {
                page = checkout.without(accountId, wanted(buyer, payment));
            }
        }
        return desk.again(buyer.request(), buyer.path(), VIEW, facts(buyer, page, cart), form, refusal);
    }

    private static Map<String, Object> facts(Buyer buyer, @Nullable CheckoutPage page, CartView cart) {
        var facts = new HashMap<String, Object>();
        facts.put("room", buyer.path());
        facts.put("slot", buyer.slot());
        facts.put("page", page);
        facts.put("more", cart.lines().size() > 1);
        return facts;
    }
}
