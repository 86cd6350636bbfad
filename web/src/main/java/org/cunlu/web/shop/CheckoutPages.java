package org.cunlu.web.shop;

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
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.cunlu.accounts.AccountPages;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.CartView;
import org.cunlu.orders.GroupView;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Words;

/** Ordering what is in the cart: everything on one page, one button. */
@Controller("/checkout")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class CheckoutPages {
    static final String PATH = "/checkout";
    private static final String VIEW = "shop/checkout";

    private final Desk desk;
    private final Basket basket;
    private final Places places;
    private final Checkout checkout;
    private final SavedAddresses saved;

    CheckoutPages(Desk desk, Basket basket, Places places, Checkout checkout, SavedAddresses saved) {
        this.desk = desk;
        this.basket = basket;
        this.places = places;
        this.checkout = checkout;
        this.saved = saved;
    }

    @Get
    HttpResponse<?> page(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String payment,
            @Nullable @QueryValue String coupon,
            @Nullable @QueryValue String address) {
        Optional<Place> place = places.of(request);
        if (place.isEmpty()) {
            return usualOr(request, caller);
        }
        String accountId = basket.own(request, caller);
        CartView cart = basket.show(request, caller);
        if (cart.lines().isEmpty()) {
            return basket.kept(desk.onward(request, CartPages.PATH), request, caller, cart, null);
        }
        var wanted = new Checkout.Wanted(place.get(), choice(payment), blankless(coupon), address);
        try {
            Map<String, Object> facts = Map.of(
                    "page", checkout.page(desk.words(request), accountId, wanted), "count", basket.count(request));
            return basket.kept(desk.show(request, PATH, VIEW, facts), request, caller, cart, null);
        } catch (ProblemException refusal) {
            return refused(request, accountId, wanted, Fields.NONE, refusal);
        }
    }

    @Post
    HttpResponse<?> place(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Optional<Place> place = places.of(request);
        if (place.isEmpty()) {
            return whereTo(request);
        }
        String accountId = basket.own(request, caller);
        var wanted = new Checkout.Wanted(place.get(), choice(form.typed("payment")), form.optional("coupon"), null);
        return desk.attempt(
                () -> {
                    GroupView group = checkout.place(accountId, form, wanted);
                    CartView left = basket.show(request, caller);
                    return basket.kept(
                            desk.onward(request, GroupPages.PATH + group.groupId(), "shop.note.placed"),
                            request,
                            caller,
                            left,
                            null);
                },
                refusal -> refused(request, accountId, wanted, form, refusal));
    }

    /** The page again with a quote of now, where there is one: whoever was told another total sees the new one. */
    private HttpResponse<?> refused(
            HttpRequest<?> request, String accountId, Checkout.Wanted wanted, Fields form, ProblemException refusal) {
        CheckoutPage page;
        try {
            page = checkout.page(desk.words(request), accountId, wanted);
        } catch (ProblemException noQuote) {
            page = checkout.without(accountId, wanted);
        }
        return desk.again(request, PATH, VIEW, Map.of("page", page, "count", basket.count(request)), form, refusal);
    }

    /** Whoever has addresses need not say where to: it goes to the usual one, and the page tells it. */
    private HttpResponse<?> usualOr(HttpRequest<?> request, Caller caller) {
        return saved.of(caller).stream()
                .filter(each -> each.usual() && each.place() != null)
                .findFirst()
                .<HttpResponse<?>>map(usual -> desk.onward(request, PATH).cookie(places.cookie(usual.place())))
                .orElseGet(() -> whereTo(request));
    }

    private HttpResponse<?> whereTo(HttpRequest<?> request) {
        Words words = desk.words(request);
        return HttpResponse.seeOther(URI.create(words.link("/place", AccountPages.NEXT, words.link(PATH))));
    }

    static PaymentChoice choice(@Nullable String asked) {
        return PaymentChoice.CASH_AT_PICKUP.name().equals(asked) ? PaymentChoice.CASH_AT_PICKUP : PaymentChoice.ONLINE;
    }

    private static @Nullable String blankless(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
