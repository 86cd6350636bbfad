package org.cunlu.web.promotion;

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
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.ShopOffers;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.orders.CouponCodes;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.Promotion.Kind;
import org.cunlu.orders.PromotionDesk;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;
import org.cunlu.web.seller.Shown;

/** Promotions of one's own shop: at its cost they run at once; what the platform shares in waits for the county. */
@Controller(ShopPromotionPages.PROMOTIONS)
@Secured({"SELLER", "SHOP_GOODS"})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class ShopPromotionPages {
    static final String PROMOTIONS = "/seller/promotions";
    private static final String NEW = PROMOTIONS + "/new";
    private static final int A_PAGE = 20;

    private final Desk desk;
    private final PromotionDesk promotions;
    private final CouponCodes codes;
    private final Promotings shown;
    private final ShopOffers offers;
    private final Network network;

    ShopPromotionPages(
            Desk desk,
            PromotionDesk promotions,
            CouponCodes codes,
            Promotings shown,
            ShopOffers offers,
            Network network) {
        this.desk = desk;
        this.promotions = promotions;
        this.codes = codes;
        this.shown = shown;
        this.offers = offers;
        this.network = network;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor) {
        var page = promotions.ofShops(caller, cursor, A_PAGE);
        return desk.show(request, PROMOTIONS, "promotion/shoplist", shown.listed(page));
    }

    @Get("/new")
    HttpResponse<?> form(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String kind,
            @Nullable @QueryValue String shop) {
        return desk.show(request, draft(caller, Promotings.kind(kind), shop));
    }

    @Post("/new")
    HttpResponse<?> make(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Kind kind = Promotings.kind(form.typed("kind"));
        return desk.act(request, draft(caller, kind, form.optional("shop")), form, () -> {
            String shop = ShopRight.GOODS.shop(caller, form.optional("shop"));
            Promotion made =
                    promotions.makeForShop(caller, PromotionForm.ofShop(shop, kind, form), form.optional("key"));
            String note = Promotings.waits(made) ? "promotion.note.drafted" : "promotion.note.made";
            return desk.onward(request, PROMOTIONS + "/" + made.id(), note);
        });
    }

    @Get("/{promotionId}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @Size(max = 13) String promotionId) {
        return desk.show(request, view(caller, promotionId, List.of()));
    }

    @Post("/{promotionId}/end")
    HttpResponse<?> end(HttpRequest<?> request, Caller caller, @Size(max = 13) String promotionId) {
        return desk.act(
                request,
                view(caller, promotionId, List.of()),
                Fields.NONE,
                "promotion.note.ended",
                () -> promotions.end(caller, promotionId));
    }

    /** Shown at once and not led on to: codes are told this once. */
    @Post("/{promotionId}/codes")
    HttpResponse<?> codes(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 13) String promotionId,
            @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        return desk.act(request, view(caller, promotionId, List.of()), form, () -> {
            List<String> fresh = codes.make(caller, promotionId, Shown.whole("count", form.typed("count")));
            return desk.show(request, view(caller, promotionId, fresh));
        });
    }

    private Desk.View view(Caller caller, String id, List<String> fresh) {
        return new Desk.View(PROMOTIONS + "/" + id, "promotion/shopone", () -> shown.one(caller, id, fresh));
    }

    private Desk.View draft(Caller caller, Kind kind, @Nullable String asked) {
        return new Desk.View(NEW, "promotion/shopdraft", () -> {
            List<String> shops = ShopRight.GOODS.shops(caller);
            String shop = asked == null && !shops.isEmpty() ? shops.getFirst() : ShopRight.GOODS.shop(caller, asked);
            List<Offer> onSale = offers.onSale(caller, shop);
            var facts = shown.drafted(kind);
            facts.put("shop", shop);
            facts.put("shops", shops);
            facts.put("products", products(onSale));
            facts.put("offers", apart(onSale));
            return facts;
        });
    }

    private static Map<String, String> products(List<Offer> onSale) {
        var products = new TreeMap<String, String>();
        onSale.forEach(offer -> products.put(offer.productCode(), offer.productName()));
        return products;
    }

    /** @return by offer and node, what can be kept apart there */
    private Map<String, String> apart(List<Offer> onSale) {
        var nodes = network.nodes(onSale.stream()
                .flatMap(offer -> offer.sourceNodes().stream())
                .distinct()
                .toList());
        var apart = new TreeMap<String, String>();
        for (Offer offer : onSale) {
            for (String code : offer.sourceNodes()) {
                Node node = nodes.get(code);
                apart.put(
                        offer.id() + "|" + code,
                        offer.productName() + " " + offer.sku().name() + " · " + Shown.money(offer.priceFen()) + " · "
                                + (node == null ? code : node.name()));
            }
        }
        return apart;
    }
}
