package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cunlu.catalog.ProductPage;
import org.cunlu.catalog.ProductPages;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.Reviews;
import org.cunlu.web.Desk;

/** A product: what it is, what it costs, and when it would be there. */
@Controller("/goods")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class GoodsPages {
    static final String PATH = "/goods/";
    private static final int REVIEWS_SHOWN = 3;
    private static final int REVIEWS_LISTED = 20;
    /** No more digits than those of which all are code points. */
    private static final Pattern CODE_POINT = Pattern.compile("&#(?:x([0-9a-f]{1,5})|([0-9]{1,6}));");

    private final Desk desk;
    private final ProductPages products;
    private final Deals deals;
    private final Proofs proofs;
    private final Places places;
    private final Basket basket;
    private final Reviews reviews;
    private final Remembered<String, Reviews.OfProduct> said;

    GoodsPages(
            Desk desk,
            ProductPages products,
            Deals deals,
            Proofs proofs,
            Places places,
            Basket basket,
            Reviews reviews) {
        this.desk = desk;
        this.products = products;
        this.deals = deals;
        this.proofs = proofs;
        this.places = places;
        this.basket = basket;
        this.reviews = reviews;
        this.said = new Remembered<>(Duration.ofSeconds(3), code -> reviews.ofProduct(code, null, REVIEWS_SHOWN));
    }

    @Get("/{code}")
    HttpResponse<?> page(HttpRequest<?> request, @PathVariable String code, @Nullable @QueryValue String sku) {
        ProductPage product = products.page(code).orElseThrow(ProblemException::notFound);
        Place to = places.of(request).orElse(null);
        ProductPage.SkuCard shown = product.skus().stream()
                .filter(each -> each.code().equals(sku))
                .findFirst()
                .or(() -> product.skus().stream()
                        .filter(each -> !each.offers().isEmpty())
                        .findFirst())
                .or(() -> product.skus().stream().findFirst())
                .orElse(null);
        List<GoodsPage.Deal> all = shown == null ? List.of() : deals.of(desk.words(request), code, shown, to);
        var best = all.stream()
                .findFirst()
                .filter(deal -> deal.pieces() >= deal.offer().quantityMin());
        var page = new GoodsPage(
                product,
                shown,
                best.orElse(null),
                best.isPresent() ? all.subList(1, all.size()) : all,
                to,
                lines(product.description()),
                best.map(deal -> deals.map(code, deal)).orElse(null),
                best.map(deal -> proofs.of(deals.offer(code, deal))).orElse(Proof.NONE));
        return desk.show(
                request,
                PATH + code,
                "shop/goods",
                Map.of("page", page, "said", said.get(code), "count", basket.count(request)));
    }

    /** What its buyers say, a page at a time. */
    @Get("/{code}/reviews")
    HttpResponse<?> said(HttpRequest<?> request, @PathVariable String code, @Nullable @QueryValue String cursor) {
        ProductPage product = products.page(code).orElseThrow(ProblemException::notFound);
        return desk.show(
                request,
                PATH + code + "/reviews",
                "shop/reviews",
                Map.of(
                        "name",
                        product.name(),
                        "code",
                        code,
                        "said",
                        reviews.ofProduct(code, cursor, REVIEWS_LISTED),
                        "count",
                        basket.count(request)));
    }

    /** What a seller wrote is shown as plain text: nothing of his becomes a part of the page. */
    private static List<String> lines(@Nullable String html) {
        return html == null
                ? List.of()
                : Stream.of(unescaped(html.replaceAll("<[^<>]*+>", "\n")).split("\n"))
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }

    private static String unescaped(String text) {
        String plain = CODE_POINT
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(Character.toString(
                        found.group(1) == null
                                ? Integer.parseInt(found.group(2))
                                : Integer.parseInt(found.group(1), 16))));
        return plain.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
    }
}
