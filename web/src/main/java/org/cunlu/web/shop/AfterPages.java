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
import java.util.UUID;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.BuyerAfterSales;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Photo;

/** One's own requests: how each stands, what is to be done next, and until when. */
@Controller(AfterPages.PATH)
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class AfterPages {
    static final String PATH = "/returns";
    private static final String VIEW = "shop/after";
    private static final int LISTED = 20;

    private final Desk desk;
    private final BuyerAfterSales sales;
    private final Requests requests;
    private final Basket basket;

    AfterPages(Desk desk, BuyerAfterSales sales, Requests requests, Basket basket) {
        this.desk = desk;
        this.sales = sales;
        this.requests = requests;
        this.basket = basket;
    }

    static String path(String requestId) {
        return PATH + "/" + requestId;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue String cursor) {
        var page = sales.list(caller.accountId(), cursor, LISTED);
        var facts = new HashMap<String, Object>();
        facts.put("requests", page.items());
        facts.put("next", page.next());
        facts.put("count", basket.count(request));
        return desk.show(request, PATH, "shop/afters", facts);
    }

    @Get("/{requestId}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @PathVariable String requestId) {
        return desk.show(request, view(request, caller, requestId));
    }

    @Get("/{requestId}/photos/{photoId}")
    @Produces(MediaType.IMAGE_JPEG)
    HttpResponse<byte[]> photo(Caller caller, @PathVariable String requestId, @PathVariable String photoId) {
        return new Photo(sales.photo(caller.accountId(), requestId, photoId)).answer();
    }

    @Post("/{requestId}/offer")
    HttpResponse<?> take(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String requestId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                view(request, caller, requestId),
                form,
                "shop.note.taken",
                () -> sales.takeOffer(caller.accountId(), requestId, form.optional("key")));
    }

    @Post("/{requestId}/dispute")
    HttpResponse<?> dispute(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String requestId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                view(request, caller, requestId),
                form,
                "shop.note.disputed",
                () -> sales.dispute(
                        caller.accountId(), requestId, Typed.wordsNeeded(form, "why"), form.optional("key")));
    }

    @Post("/{requestId}/words")
    HttpResponse<?> say(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String requestId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                view(request, caller, requestId),
                form,
                "shop.note.said",
                () -> sales.say(caller.accountId(), requestId, Typed.wordsNeeded(form, "words"), form.optional("key")));
    }

    @Post("/{requestId}/withdraw")
    HttpResponse<?> withdraw(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String requestId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                view(request, caller, requestId),
                form,
                "shop.note.withdrawn",
                () -> sales.withdraw(caller.accountId(), requestId, form.optional("key")));
    }

    private Desk.View view(HttpRequest<?> request, Caller caller, String requestId) {
        return new Desk.View(path(requestId), VIEW, () -> facts(request, caller, requestId));
    }

    private Map<String, Object> facts(HttpRequest<?> request, Caller caller, String requestId) {
        return Map.of(
                "page",
                requests.page(desk.words(request), caller.accountId(), sales.one(caller.accountId(), requestId)),
                "key",
                UUID.randomUUID().toString(),
                "count",
                basket.count(request));
    }
}
