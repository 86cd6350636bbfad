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
import org.cunlu.orders.Promotion.Kind;
import org.cunlu.orders.PromotionDesk;
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
    private static final int A_PAGE = 20;

    private final PromotionDesk promotions;
    private final Promotings pages;
    private final ShopOffers offers;
    private final Network network;

    ShopPromotionPages(PromotionDesk promotions, Promotings pages, ShopOffers offers, Network network) {
        this.promotions = promotions;
        this.pages = pages;
        this.offers = offers;
        this.network = network;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller caller, @Nullable @QueryValue @Size(max = 13) String cursor) {
        return pages.list(request, Side.SHOP, promotions.ofShops(caller, cursor, A_PAGE));
    }

    @Get("/new")
    HttpResponse<?> form(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String kind,
            @Nullable @QueryValue String shop) {
        return pages.form(request, Side.SHOP, () -> choices(caller, Promotings.kind(kind), shop));
    }

    @Post("/new")
    HttpResponse<?> make(HttpRequest<?> request, Caller caller, @Nullable @Body Map<String, String> posted) {
        Fields form = Fields.of(posted);
        Kind kind = Promotings.kind(form.typed("kind"));
        String asked = form.optional("shop");
        return pages.make(request, Side.SHOP, form, () -> choices(caller, kind, asked), () -> {
            String shop = ShopRight.GOODS.shop(caller, asked);
            return promotions.makeForShop(caller, PromotionForm.ofShop(shop, kind, form), form.optional("key"));
        });
    }

    @Get("/{promotionId}")
    HttpResponse<?> one(HttpRequest<?> request, Caller caller, @Size(max = 13) String promotionId) {
        return pages.one(request, Side.SHOP, caller, promotionId);
    }

    @Post("/{promotionId}/end")
    HttpResponse<?> end(HttpRequest<?> request, Caller caller, @Size(max = 13) String promotionId) {
        return pages.end(request, Side.SHOP, caller, promotionId);
    }

    @Post("/{promotionId}/codes")
    HttpResponse<?> codes(
            HttpRequest<?> request,
            Caller caller,
            @Size(max = 13) String promotionId,
            @Nullable @Body Map<String, String> posted) {
        return pages.codes(request, Side.SHOP, caller, promotionId, Fields.of(posted));
    }

    private Map<String, Object> choices(Caller caller, Kind kind, @Nullable String asked) {
        List<String> shops = ShopRight.GOODS.shops(caller);
        String shop = asked == null && !shops.isEmpty() ? shops.getFirst() : ShopRight.GOODS.shop(caller, asked);
        List<Offer> onSale = offers.onSale(caller, shop);
        var facts = pages.drafted(kind);
        facts.put("shop", shop);
        facts.put("shops", shops);
        facts.put("products", products(onSale));
        facts.put("skus", skus(onSale));
        facts.put("payers", brands(onSale));
        facts.put("offers", apart(onSale));
        return facts;
    }

    private static Map<String, String> products(List<Offer> onSale) {
        var products = new TreeMap<String, String>();
        onSale.forEach(offer -> products.put(offer.productCode(), offer.productName()));
        return products;
    }

    /** @return those under which the shop sells; no other is asked to pay */
    private static Map<String, String> brands(List<Offer> onSale) {
        var brands = new TreeMap<String, String>();
        onSale.stream()
                .filter(offer -> offer.brandCode() != null)
                .forEach(offer -> brands.put(offer.brandCode(), offer.brandName()));
        return brands;
    }

    /** @return by the name of its box */
    private static Map<String, String> skus(List<Offer> onSale) {
        var skus = new TreeMap<String, String>();
        onSale.forEach(offer -> skus.put(
                PromotionForm.SKU + offer.sku().code(),
                offer.productName() + " " + offer.sku().name()));
        return skus;
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
