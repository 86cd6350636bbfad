package org.cunlu.web.seller;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.catalog.Assortment;
import org.cunlu.catalog.Listings;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.web.Desk;
import org.cunlu.web.Fields;

/** Lists goods in a minute: a photo and five fields. */
@Controller(ListingPages.NEW)
@Secured({ShopRight.OWNER_ROLE, ShopRight.GOODS_ROLE})
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class ListingPages {
    static final String NEW = GoodsPages.GOODS + "/new";
    private static final String VIEW = "seller/listing";
    private static final int PHOTO_MAX = 5 * 1024 * 1024;
    private static final int NAME_MAX = 120;
    private static final int PIECES_MAX = 1_000_000;

    private final Desk desk;
    private final Listings listings;
    private final Assortment assortment;

    ListingPages(Desk desk, Listings listings, Assortment assortment) {
        this.desk = desk;
        this.listings = listings;
        this.assortment = assortment;
    }

    /** @param copy code of a product of the shop that the new one is like */
    @Get
    HttpResponse<?> form(
            HttpRequest<?> request,
            Caller caller,
            @Nullable @QueryValue String shop,
            @Nullable @QueryValue String copy) {
        return desk.show(request, NEW, VIEW, facts(caller, shop, copy));
    }

    /** What the form brings; the photo is empty where the goods are a copy. */
    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller caller,
            @Nullable CompletedFileUpload photo,
            @Nullable String key,
            @Nullable String shop,
            @Nullable String copy,
            @Nullable String name,
            @Nullable String category,
            @Nullable String price,
            @Nullable String weight,
            @Nullable String pieces) {
        var posted = new HashMap<String, String>();
        posted.put("key", key);
        posted.put("shop", shop);
        posted.put("copy", copy);
        posted.put("name", name);
        posted.put("category", category);
        posted.put("price", price);
        posted.put("weight", weight);
        posted.put("pieces", pieces);
        Fields form = Fields.of(posted);
        return desk.attempt(
                () -> {
                    var made = listings.list(caller, form.optional("key"), wish(form, photo));
                    return desk.onward(request, GoodsPages.path(made.offerId()), Notes.LISTED);
                },
                refusal -> desk.again(
                        request,
                        NEW,
                        VIEW,
                        facts(caller, form.optional("shop"), form.optional("copy")),
                        form,
                        refusal));
    }

    private static Listings.Wish wish(Fields form, @Nullable CompletedFileUpload photo) {
        String name = form.typed("name").strip();
        if (name.isEmpty() || name.length() > NAME_MAX) {
            throw ProblemException.invalid("name", "name-missing", "请填写商品名称 · The name is missing");
        }
        int pieces = Shown.whole("pieces", form.typed("pieces"));
        if (pieces > PIECES_MAX) {
            throw ProblemException.invalid("pieces", "pieces-too-many", "数量过大 · Too many pieces");
        }
        return new Listings.Wish(
                form.optional("shop"),
                encoded(photo),
                name,
                Shown.fen("price", form.typed("price")),
                pieces,
                Shown.grams("weight", form.typed("weight")),
                null,
                form.optional("copy"),
                form.optional("category"));
    }

    private static @Nullable String encoded(@Nullable CompletedFileUpload photo) {
        if (photo == null || photo.getSize() == 0) {
            return null;
        }
        if (photo.getSize() > PHOTO_MAX) {
            throw ProblemException.invalid("photo", "photo-too-large", "照片不能超过 5 MB · The photo is above 5 MB");
        }
        try {
            return Base64.getEncoder().encodeToString(photo.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> facts(Caller caller, @Nullable String shop, @Nullable String copy) {
        List<String> shops = ShopRight.GOODS.shops(caller);
        String one = shop == null && shops.size() > 1 ? shops.getFirst() : shop;
        return Map.of(
                "hints",
                listings.hints(caller, one, copy),
                "copy",
                copy == null ? "" : copy,
                "shops",
                shops,
                "categories",
                shelves());
    }

    /** Those without shelves below them, each with where it stands. */
    private Map<String, String> shelves() {
        List<Assortment.Category> all = assortment.categories();
        Set<String> parents = all.stream()
                .map(Assortment.Category::parentCode)
                .filter(code -> code != null)
                .collect(Collectors.toSet());
        Map<String, String> names =
                all.stream().collect(Collectors.toMap(Assortment.Category::code, Assortment.Category::name));
        var shelves = new LinkedHashMap<String, String>();
        all.stream()
                .filter(each -> !parents.contains(each.code()))
                .forEach(each -> shelves.put(
                        each.code(),
                        each.parentCode() == null ? each.name() : names.get(each.parentCode()) + " › " + each.name()));
        return shelves;
    }
}
