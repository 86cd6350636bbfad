package org.cunlu.catalog.listing;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.cunlu.catalog.KeptPictures;
import org.cunlu.catalog.Listings;
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
class Listing implements Listings {
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

    @Override
    public Hints hints(Caller seller, @Nullable String shop, @Nullable String copyOf) {
        Defaults.Draft draft = defaults.of(seller, ShopRight.GOODS.shop(seller, shop), copyOf);
        return new Hints(
                draft.shop(),
                draft.name(),
                draft.categoryCode(),
                draft.weightGrams(),
                draft.pictures().isEmpty() ? null : draft.pictures().getFirst(),
                draft.homeNode());
    }

    @Override
    public Listed list(Caller seller, @Nullable String key, Wish wish) {
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
