package org.cunlu.catalog.listing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Offer.Delivery;
import org.cunlu.catalog.QuickGoods;
import org.cunlu.catalog.QuickGoods.Goods;
import org.cunlu.catalog.QuickOffers;
import org.cunlu.catalog.QuickOffers.Last;
import org.cunlu.catalog.SaleUnit;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;

/** What a shop need not say again: it stands in what it listed last, or in the product that it copies. */
@Singleton
class Defaults {
    private final QuickGoods goods;
    private final QuickOffers offers;

    Defaults(QuickGoods goods, QuickOffers offers) {
        this.goods = goods;
        this.offers = offers;
    }

    /**
     * Ready to be listed but for what only the seller knows. Where there is nothing to go by, the category is null.
     * @param copied the product that it is of; null for none
     * @param name and weightGrams, pictures: of a product that is copied on wish; null and none otherwise
     * @param homeNode from where it will be served
     */
    @Serdeable
    record Draft(
            String shop,
            @Nullable String copied,
            @Nullable String name,
            @Nullable Long weightGrams,
            List<String> pictures,
            @Nullable String typeCode,
            @Nullable String categoryCode,
            @Nullable String brandCode,
            @Nullable String description,
            Map<String, String> productAttributes,
            Map<String, String> skuAttributes,
            StorageClass storageClass,
            boolean lotTracked,
            SaleUnit unit,
            @Nullable Integer shelfLifeDays,
            Direction direction,
            int leadDays,
            List<String> deliversTo,
            boolean deliversOutside,
            @Nullable String origin,
            String grade,
            String homeNode) {
        Delivery delivery() {
            return new Delivery(leadDays, deliversTo, deliversOutside);
        }
    }

    /** @param copyOf a product of the shop; null for what it listed last @throws ProblemException {@code not-found} */
    Draft of(Caller seller, String shop, @Nullable String copyOf) {
        String home = offers.home(shop).orElseThrow(ProblemException::notFound);
        Optional<Last> last = offers.last(shop);
        String like = copyOf == null ? last.map(Last::productCode).orElse(null) : copyOf;
        Goods sheet = like == null ? null : goods.read(seller, like);
        var terms = last.orElse(new Last("", Direction.UP, Delivery.EVERYWHERE, village(home), ""));
        boolean copy = copyOf != null;
        return new Draft(
                shop,
                like,
                copy ? sheet.name() : null,
                copy ? Long.valueOf(sheet.weightGrams()) : null,
                copy ? sheet.pictures() : List.of(),
                sheet == null ? null : sheet.typeCode(),
                sheet == null ? null : sheet.categoryCode(),
                sheet == null ? null : sheet.brandCode(),
                copy ? sheet.description() : null,
                sheet == null ? Map.of() : sheet.productAttributes(),
                sheet == null ? Map.of() : sheet.skuAttributes(),
                sheet == null ? StorageClass.DRY : sheet.storageClass(),
                sheet != null && sheet.lotTracked(),
                sheet == null ? SaleUnit.PIECE : sheet.unit(),
                sheet == null ? null : sheet.shelfLifeDays(),
                terms.direction(),
                terms.delivery().leadDays(),
                terms.delivery().subtrees(),
                terms.delivery().outside(),
                terms.origin(),
                terms.grade(),
                home);
    }

    /** Who is at home in a village or township grows there, unless he says otherwise. */
    private static @Nullable String village(String home) {
        return home.matches("[0-9]{9}|[0-9]{12}") ? home : null;
    }
}
