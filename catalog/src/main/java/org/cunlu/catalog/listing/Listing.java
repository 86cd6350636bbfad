package org.cunlu.catalog.listing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.cunlu.catalog.KeptPictures;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.ProductState;
import org.cunlu.catalog.QuickGoods;
import org.cunlu.catalog.QuickGoods.Goods;
import org.cunlu.catalog.QuickOffers;
import org.cunlu.catalog.ShopRight;
import org.cunlu.catalog.Sku;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Lists goods in one act: picture, product, SKU and offer, all or nothing, and the county's review is asked for. */
@Singleton
class Listing {
    private static final String ACT = "catalog.list";
    /** Loosely packed goods: half of what is carried is air. */
    private static final long CM3_A_GRAM = 2;

    private final Defaults defaults;
    private final KeptPictures pictures;
    private final QuickGoods goods;
    private final QuickOffers offers;
    private final ListingTable table;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Listing(
            Defaults defaults,
            KeptPictures pictures,
            QuickGoods goods,
            QuickOffers offers,
            ListingTable table,
            Idempotency idempotency,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.defaults = defaults;
        this.pictures = pictures;
        this.goods = goods;
        this.offers = offers;
        this.table = table;
        this.idempotency = idempotency;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Five fields: photo, name, price, quantity, and weight or origin; the rest is as it was the last time, or as in the product
     * that is copied.
     * @param shop may be absent when the caller has one only
     * @param photo the file in base 64, JPEG, PNG or WebP, at most 5 MB; needed unless the copied product has pictures
     * @param priceFen of one piece, 1 to 10,000,000
     * @param quantity pieces that will come, at most 1,000,000; it is announced, and no stock
     * @param weightGrams of one piece; needed unless a product is copied
     * @param origin code of the township or village where it grew
     * @param copyOf code of a product of the shop
     * @param categoryCode needed when the shop has listed nothing yet
     */
    @Serdeable
    record Wish(
            @Nullable @Size(max = 32) String shop,
            @Nullable @Size(max = 7_200_000) String photo,
            @NotBlank @Size(max = 120) String name,
            @Positive @Max(10_000_000) long priceFen,
            @Positive @Max(1_000_000) int quantity,
            @Nullable @Positive @Max(Sku.WEIGHT_GRAMS_MAX) Long weightGrams,

            @Nullable @Pattern(regexp = "[0-9]{9}|[0-9]{12}")
            String origin,

            @Nullable @Size(max = 32) String copyOf,
            @Nullable @Size(max = 32) String categoryCode) {
        @Override
        public String toString() {
            return "Wish[" + name + "]";
        }
    }

    /** What was made. @param state of the product; its offer is on sale when the county has approved it */
    @Serdeable
    record Listed(String shop, String productCode, String skuCode, String offerId, ProductState state) {}

    /**
     * The same key and body have one effect.
     * @throws ProblemException {@code key-missing}, {@code photo-missing}, {@code photo-invalid}, {@code weight-missing},
     *     {@code category-missing}, as for pictures, products, offers and origins
     */
    Listed list(Caller seller, @Nullable String key, Wish wish) {
        String shop = ShopRight.GOODS.shop(seller, wish.shop());
        Defaults.Draft like = defaults.of(seller, shop, wish.copyOf());
        String category = wish.categoryCode() == null ? like.categoryCode() : wish.categoryCode();
        if (category == null) {
            throw ProblemException.invalid(
                    "categoryCode", "category-missing", "第一次上架请选类目 · The first time, say what it is");
        }
        if (wish.weightGrams() == null && like.weightGrams() == null) {
            throw ProblemException.invalid(
                    "weightGrams", "weight-missing", "请填单件重量 · The weight of a piece is missing");
        }
        List<String> shown = shown(seller, wish, like);
        // Another request with the key finds its answer before anything is made; pictures are one for the same file.
        return idempotency.once(
                seller.accountId(),
                ACT,
                key,
                wish,
                Listed.class,
                () -> made(seller, shop, wish, like, category, shown));
    }

    private Listed made(
            Caller seller, String shop, Wish wish, Defaults.Draft like, String category, List<String> shown) {
        String id = ids.next();
        String code = "Q-" + id;
        boolean same = category.equals(like.categoryCode());
        long grams = wish.weightGrams() == null ? like.weightGrams() : wish.weightGrams();
        ProductState state = goods.write(
                seller,
                shop,
                new Goods(
                        code,
                        wish.name().strip(),
                        same ? like.typeCode() : null,
                        category,
                        same ? like.brandCode() : null,
                        like.description(),
                        same ? like.productAttributes() : java.util.Map.of(),
                        same ? like.skuAttributes() : java.util.Map.of(),
                        shown,
                        grams,
                        Math.min(grams * CM3_A_GRAM, Sku.VOLUME_CM3_MAX),
                        like.storageClass(),
                        like.lotTracked(),
                        like.unit(),
                        like.shelfLifeDays()));
        Offer offer = offers.make(
                seller,
                shop,
                code,
                like.direction(),
                wish.priceFen(),
                Math.min(wish.quantity(), Sku.QUANTITY_MAX),
                like.delivery(),
                wish.origin() == null ? like.origin() : wish.origin(),
                like.grade());
        var listed = new Listed(shop, code, code, offer.id(), state);
        table.insert(id, listed, like.homeNode(), wish.quantity(), seller.accountId(), clock.instant());
        trail.record(
                seller.accountId(),
                ACT,
                code,
                null,
                wish.quantity() + " announced, " + wish.priceFen() + " fen"
                        + (wish.copyOf() == null ? "" : ", a copy"));
        return listed;
    }

    private List<String> shown(Caller seller, Wish wish, Defaults.Draft like) {
        if (wish.photo() == null || wish.photo().isBlank()) {
            if (like.pictures().isEmpty()) {
                throw ProblemException.invalid("photo", "photo-missing", "请拍一张照片 · A photo is missing");
            }
            return like.pictures();
        }
        try {
            return List.of(pictures.take(
                    seller, Base64.getDecoder().decode(wish.photo().strip())));
        } catch (IllegalArgumentException _) {
            throw ProblemException.invalid("photo", "photo-invalid", "照片应为 base64 · The photo is not base 64");
        }
    }
}
