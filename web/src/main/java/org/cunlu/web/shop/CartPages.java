package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
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
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.accounts.AccountPages;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.CartView;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Words;

/** The cart, seller by seller: of an account, or of who has not signed in. */
@Controller("/cart")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class CartPages {
    static final String PATH = "/cart";
    private static final String VIEW = "shop/cart";

    private final Desk desk;
    private final Basket basket;
    private final Offers offers;

    CartPages(Desk desk, Basket basket, Offers offers) {
        this.desk = desk;
        this.basket = basket;
        this.offers = offers;
    }

    @Get
    HttpResponse<?> page(HttpRequest<?> request, @Nullable Caller caller) {
        CartView cart = basket.show(request, caller);
        return basket.kept(desk.show(request, PATH, VIEW, facts(cart)), request, caller, cart, null);
    }

    /** Sets how many of an offer; none takes it out. */
    @Post("/lines")
    HttpResponse<?> put(HttpRequest<?> request, @Nullable Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        String offerId = form.typed("offer");
        int pieces = pieces(form.typed("pieces"));
        String slotId = form.optional("slot");
        if (slotId != null && caller == null) {
            // What each takes of a live slot is counted: whoever buys there signs in first, and comes back to the room.
            String room = "/live/" + form.typed("session").replaceAll("[^A-Za-z0-9]", "");
            Words words = desk.words(request);
            return HttpResponse.seeOther(
                    URI.create(words.link(AccountPages.SIGN_IN, AccountPages.NEXT, words.link(room))));
        }
        return desk.attempt(
                () -> {
                    if (pieces == 0) {
                        CartView left = basket.remove(request, caller, offerId);
                        return basket.kept(
                                desk.onward(request, PATH, "shop.note.removed"), request, caller, left, null);
                    }
                    Basket.Held held = basket.put(request, caller, offerId, pieces, slotId);
                    MutableHttpResponse<?> on = form.optional("now") == null
                            ? desk.onward(request, PATH, "shop.note.added")
                            : desk.onward(request, CheckoutPages.PATH);
                    return basket.kept(on, request, caller, held.cart(), held.token());
                },
                refusal -> {
                    CartView cart = basket.show(request, caller);
                    return desk.again(request, PATH, VIEW, facts(cart), Fields.NONE, refusal);
                });
    }

    /** @return 0 for none; -1, which no offer allows, for what is no number */
    private static int pieces(String typed) {
        return typed.strip().matches("\\d{1,5}") ? Integer.parseInt(typed.strip()) : -1;
    }

    private Map<String, Object> facts(CartView cart) {
        Map<String, List<CartView.Line>> bySeller = cart.lines().stream()
                .collect(Collectors.groupingBy(
                        line -> line.sellerName() == null ? "" : line.sellerName(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        Map<String, Offer> known = cart.lines().isEmpty()
                ? Map.of()
                : offers.find(cart.lines().stream().map(CartView.Line::offerId).toList());
        var facts = new HashMap<String, Object>();
        facts.put("cart", cart);
        facts.put("sellers", bySeller);
        facts.put("offers", known);
        return facts;
    }
}
