package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.orders.AfterSales.Kind;
import org.cunlu.orders.AfterSales.Piece;
import org.cunlu.orders.AfterSales.Wanted;
import org.cunlu.orders.BuyerAfterSales;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Asking for something of what was received: first which goods and why, then what for. */
@Controller("/orders/{orderId}/return")
@Secured("CONSUMER")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class AskPages {
    private static final String VIEW = "shop/ask";

    private final Desk desk;
    private final BuyerAfterSales requests;
    private final Askables askables;
    private final Snapshots snapshots;
    private final Basket basket;

    AskPages(Desk desk, BuyerAfterSales requests, Askables askables, Snapshots snapshots, Basket basket) {
        this.desk = desk;
        this.requests = requests;
        this.askables = askables;
        this.snapshots = snapshots;
        this.basket = basket;
    }

    @Get
    HttpResponse<?> form(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String orderId,
            @Nullable @QueryValue String line,
            @Nullable @QueryValue String reason) {
        return desk.show(request, path(orderId), VIEW, facts(request, caller, orderId, line, reason));
    }

    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> ask(
            HttpRequest<?> request,
            Caller caller,
            @PathVariable String orderId,
            @Nullable String key,
            @Nullable String line,
            @Nullable String reason,
            @Nullable String kind,
            @Nullable String pieces,
            @Nullable String amount,
            @Nullable String opened,
            @Nullable String words,
            @Nullable String photos,
            @Nullable CompletedFileUpload photo1,
            @Nullable CompletedFileUpload photo2,
            @Nullable CompletedFileUpload photo3) {
        var posted = new HashMap<String, String>();
        posted.put("key", key);
        posted.put("line", line);
        posted.put("reason", reason);
        posted.put("kind", kind);
        posted.put("pieces", pieces);
        posted.put("amount", amount);
        posted.put("opened", opened);
        posted.put("words", words);
        posted.put(Snapshots.KEPT, photos);
        return desk.attempt(
                () -> {
                    Fields form = snapshots.kept(caller.accountId(), posted, Arrays.asList(photo1, photo2, photo3));
                    String id = requests.ask(caller.accountId(), wanted(orderId, form), form.optional("key"));
                    return desk.onward(request, AfterPages.path(id), "shop.note.asked");
                },
                refusal -> desk.again(
                        request,
                        path(orderId),
                        VIEW,
                        facts(request, caller, orderId, line, reason),
                        Typed.known(posted),
                        refusal));
    }

    private static Wanted wanted(String orderId, Fields form) {
        int lineNo = Typed.whole(form, "line");
        boolean carriage = lineNo == 0;
        Kind kind = Typed.kind(form);
        return new Wanted(
                orderId,
                kind,
                Typed.reason(form),
                carriage ? List.of() : List.of(new Piece(lineNo, Math.max(1, Typed.whole(form, "pieces")))),
                carriage || kind != Kind.CLAIM ? null : Typed.fen(form, "amount"),
                form.optional("opened") != null,
                Typed.words(form, "words"),
                Snapshots.ids(form));
    }

    private Map<String, Object> facts(
            HttpRequest<?> request, Caller caller, String orderId, @Nullable String line, @Nullable String reason) {
        return Map.of(
                "page",
                askables.page(desk.words(request), caller.accountId(), orderId, line, reason),
                "key",
                UUID.randomUUID().toString(),
                "count",
                basket.count(request));
    }

    static String path(String orderId) {
        return OrderPages.PATH + "/" + orderId + "/return";
    }
}
