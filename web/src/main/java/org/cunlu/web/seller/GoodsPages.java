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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.catalog.ShopOffers;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.Stock;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** What a shop offers: all of it, and what may be done to one offer. */
@Controller(GoodsPages.GOODS)
@Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class GoodsPages {
    static final String GOODS = SellerPages.SELLER + "/goods";
    private static final int A_PAGE = 20;
    private static final int WORDS_MAX = 60;

    private final Desk desk;
    private final ShopOffers offers;
    private final Stock stock;
    private final HandIns names;

    GoodsPages(Desk desk, ShopOffers offers, Stock stock, HandIns names) {
        this.desk = desk;
        this.offers = offers;
        this.stock = stock;
        this.names = names;
    }

    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String part,
            @Nullable @QueryValue String q,
            @Nullable @QueryValue String cursor) {
        ShopOffers.Part asked = Stream.of(ShopOffers.Part.values())
                .filter(each -> each.name().equals(part))
                .findFirst()
                .orElse(ShopOffers.Part.ALL);
        String words = q == null ? "" : q.substring(0, Math.min(q.length(), WORDS_MAX));
        Page<ShopOffers.Line> page = offers.list(caller, asked, words, cursor, A_PAGE);
        return desk.show(
                request,
                GOODS,
                "seller/goods",
                Map.of(
                        "part",
                        asked,
                        "words",
                        words,
                        "lines",
                        page.items(),
                        "available",
                        available(page.items()),
                        "next",
                        page.next() == null ? "" : page.next()));
    }

    @Get("/{offerId}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, String offerId) {
        return desk.show(request, view(caller, offerId));
    }

    @Post("/{offerId}/price")
    HttpResponse<?> price(
            HttpRequest<?> request, Caller caller, String offerId, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(
                request,
                view(caller, offerId),
                form,
                Notes.PRICED,
                () -> offers.price(caller, offerId, Shown.fen("price", form.typed("price"))));
    }

    @Post("/{offerId}/withdraw")
    HttpResponse<?> withdraw(HttpRequest<?> request, Caller caller, String offerId) {
        return desk.act(
                request, view(caller, offerId), Fields.NONE, Notes.WITHDRAWN, () -> offers.withdraw(caller, offerId));
    }

    @Post("/{offerId}/publish")
    HttpResponse<?> publish(HttpRequest<?> request, Caller caller, String offerId) {
        return desk.act(
                request, view(caller, offerId), Fields.NONE, Notes.PUBLISHED, () -> offers.publish(caller, offerId));
    }

    private Desk.View view(Caller caller, String offerId) {
        return new Desk.View(path(offerId), "seller/good", () -> facts(offers.one(caller, offerId)));
    }

    private Map<String, Object> facts(ShopOffers.Line line) {
        var facts = new HashMap<String, Object>();
        facts.put("line", line);
        facts.put(
                "available", available(List.of(line)).getOrDefault(line.offer().id(), 0L));
        facts.put("nodes", line.offer().sourceNodes().stream().map(names::name).toList());
        return facts;
    }

    /** @return pieces that can be sold now, by offer */
    private Map<String, Long> available(List<ShopOffers.Line> lines) {
        if (lines.isEmpty()) {
            return Map.of();
        }
        Set<String> skus = lines.stream().map(line -> line.offer().sku().code()).collect(Collectors.toSet());
        Set<String> nodes = lines.stream()
                .flatMap(line -> line.offer().sourceNodes().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Map<Stock.SkuAtNode, Long> known = nodes.isEmpty() ? Map.of() : stock.available(skus, nodes);
        var found = new HashMap<String, Long>();
        for (ShopOffers.Line line : lines) {
            found.put(
                    line.offer().id(),
                    line.offer().sourceNodes().stream()
                            .mapToLong(node -> known.getOrDefault(
                                    new Stock.SkuAtNode(line.offer().sku().code(), node), 0L))
                            .sum());
        }
        return found;
    }

    static String path(String offerId) {
        return GOODS + "/" + offerId;
    }
}
