package org.cunlu.web.seller;

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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.AfterSales;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.ShopAfterSales;
import org.cunlu.orders.ShopAfterSales.Part;
import org.cunlu.orders.ShopOrders;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.Photo;
import org.cunlu.web.Words;

/** What buyers ask for after they have received: what waits for an answer first. */
@Controller(ReturnPages.RETURNS)
@Secured({ShopRight.OWNER_ROLE, ShopRight.ORDERS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class ReturnPages {
    static final String RETURNS = SellerPages.SELLER + "/returns";
    private static final String VIEW = "seller/return";
    private static final int A_PAGE = 30;

    private final Desk desk;
    private final ShopAfterSales sales;
    private final ShopOrders orders;

    ReturnPages(Desk desk, ShopAfterSales sales, ShopOrders orders) {
        this.desk = desk;
        this.sales = sales;
        this.orders = orders;
    }

    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String part,
            @Nullable @QueryValue String cursor) {
        Part asked = Stream.of(Part.values())
                .filter(each -> each.name().equals(part))
                .findFirst()
                .orElse(Part.TO_ANSWER);
        var page = sales.list(caller, asked, cursor, A_PAGE);
        return desk.show(
                request,
                RETURNS,
                "seller/returns",
                Map.of(
                        "part",
                        asked,
                        "waiting",
                        sales.waiting(caller),
                        "requests",
                        page.items(),
                        "next",
                        page.next() == null ? "" : page.next()));
    }

    @Get("/{requestId}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @PathVariable String requestId) {
        return desk.show(request, view(request, caller, requestId));
    }

    @Get("/{requestId}/photos/{photoId}")
    @Produces(MediaType.IMAGE_JPEG)
    HttpResponse<byte[]> photo(Caller caller, @PathVariable String requestId, @PathVariable String photoId) {
        return new Photo(sales.photo(caller, requestId, photoId)).answer();
    }

    @Post("/{requestId}/accept")
    HttpResponse<?> accept(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String requestId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                view(request, caller, requestId),
                form,
                Notes.AGREED,
                () -> sales.accept(caller, requestId, form.optional("key")));
    }

    @Post("/{requestId}/offer")
    HttpResponse<?> offer(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String requestId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                view(request, caller, requestId),
                form,
                Notes.OFFERED,
                () -> sales.offer(
                        caller,
                        requestId,
                        Shown.fen("amount", form.typed("amount")),
                        said(form, "with"),
                        form.optional("key")));
    }

    @Post("/{requestId}/decline")
    HttpResponse<?> decline(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String requestId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                view(request, caller, requestId),
                form,
                Notes.DECLINED,
                () -> sales.decline(caller, requestId, needed(form, "why"), form.optional("key")));
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
                Notes.SAID,
                () -> sales.say(caller, requestId, needed(form, "words"), form.optional("key")));
    }

    private Desk.View view(HttpRequest<?> request, Caller caller, String requestId) {
        return new Desk.View(path(requestId), VIEW, () -> facts(request, caller, requestId));
    }

    private Map<String, Object> facts(HttpRequest<?> request, Caller caller, String requestId) {
        AfterSales.View view = sales.one(caller, requestId);
        return Map.of(
                "view",
                view,
                "goods",
                goods(desk.words(request), caller, view),
                "waiting",
                sales.waiting(caller),
                "key",
                Shown.freshKey());
    }

    private List<String> goods(Words words, Caller caller, AfterSales.View view) {
        Map<Integer, String> names = orders.one(caller, view.orderId()).lines().stream()
                .collect(Collectors.toMap(OrderLine::lineNo, OrderLine::name));
        return view.lines().stream()
                .map(part -> part.lineNo() == 0
                        ? words.text("shop.freight")
                        : names.getOrDefault(part.lineNo(), part.skuCode()) + " ×" + part.pieces())
                .toList();
    }

    private static @Nullable String said(Fields form, String field) {
        String typed = form.typed(field).replace("\r\n", "\n").strip();
        return typed.isEmpty() ? null : typed;
    }

    /** @throws ProblemException 400 {@code words-missing} */
    static String needed(Fields form, String field) {
        String typed = said(form, field);
        if (typed == null) {
            throw ProblemException.invalid(field, "words-missing", "请写几句说明 · Say something about it");
        }
        return typed;
    }

    private static String path(String requestId) {
        return RETURNS + "/" + requestId;
    }
}
