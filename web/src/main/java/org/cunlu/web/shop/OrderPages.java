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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.BuyerAfterSales;
import org.cunlu.orders.Cancellations;
import org.cunlu.orders.OrderState;
import org.cunlu.orders.OrderView;
import org.cunlu.orders.Orders;
import org.cunlu.orders.Reviews;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** One's own orders: where each is, what opens it at the counter, and what can still be done. */
@Controller("/orders")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class OrderPages {
    static final String PATH = "/orders";
    private static final String VIEW = "shop/order";
    private static final int LISTED = 20;

    private final Desk desk;
    private final Orders orders;
    private final Cancellations cancellations;
    private final BuyerAfterSales sales;
    private final Reviews reviews;
    private final Following following;
    private final Basket basket;

    OrderPages(
            Desk desk,
            Orders orders,
            Cancellations cancellations,
            BuyerAfterSales sales,
            Reviews reviews,
            Following following,
            Basket basket) {
        this.desk = desk;
        this.orders = orders;
        this.cancellations = cancellations;
        this.sales = sales;
        this.reviews = reviews;
        this.following = following;
        this.basket = basket;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue String cursor) {
        var page = orders.ofBuyer(caller.accountId(), cursor, LISTED);
        var views = orders.views(
                caller.accountId(),
                page.items().stream().map(order -> order.orderId()).toList());
        var facts = new HashMap<String, Object>();
        facts.put("orders", following.listed(desk.words(request), page.items(), views));
        facts.put("next", page.next());
        facts.put("count", basket.count(request));
        return desk.show(request, PATH, "shop/orders", facts);
    }

    @Get("/{orderId}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @PathVariable String orderId) {
        return desk.show(request, PATH + "/" + orderId, VIEW, facts(request, caller, orderId));
    }

    @Post("/{orderId}/cancel")
    HttpResponse<?> cancel(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String orderId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        String path = PATH + "/" + orderId;
        return desk.attempt(
                () -> {
                    cancellations.byBuyer(caller.accountId(), orderId, form.typed("key"));
                    return desk.onward(request, path, "shop.note.cancelled");
                },
                refusal -> desk.again(request, path, VIEW, facts(request, caller, orderId), Fields.NONE, refusal));
    }

    private Map<String, Object> facts(HttpRequest<?> request, Caller caller, String orderId) {
        OrderView order = orders.order(caller.accountId(), orderId).orElseThrow(ProblemException::notFound);
        boolean over = order.lifecycle() == OrderState.Lifecycle.COMPLETED;
        return Map.of(
                "page",
                following.page(desk.words(request), order),
                "requests",
                over ? sales.ofOrder(caller.accountId(), orderId) : List.of(),
                "reviews",
                over ? reviews.ofOrder(caller.accountId(), orderId) : List.of(),
                "askable",
                over && !sales.askable(caller.accountId(), orderId).nothing(),
                "key",
                UUID.randomUUID().toString(),
                "count",
                basket.count(request));
    }
}
