package org.cunlu.orders.standin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.paging.Page;

/** Offers that a test made up. */
@Singleton
@Primary
@Requires(property = "orders.stand-ins", value = "true")
public class StandInOffers implements Offers {
    private final Map<String, Offer> offers = new ConcurrentHashMap<>();

    private volatile UnaryOperator<Offer> look = offer -> offer;

    /** From now on each offer is looked at again when it is read, as its right changes without it. */
    public void look(UnaryOperator<Offer> again) {
        look = again;
    }

    public Offer put(Offer offer) {
        offers.put(offer.id(), offer);
        return offer;
    }

    /** One piece weighs 500 g. */
    public static Offer offer(String id, String seller, long priceFen, List<String> nodes) {
        return offer(id, seller, priceFen, nodes, true, 500);
    }

    public static Offer offer(
            String id, String seller, long priceFen, List<String> nodes, boolean onSale, long weightGrams) {
        return new Offer(
                id,
                new Sku("SKU-" + id, "规格 " + id, weightGrams, 800, StorageClass.DRY, false),
                "P-" + id,
                "商品 " + id,
                seller,
                "商家 " + seller,
                null,
                null,
                "grain",
                Direction.DOWN,
                priceFen,
                nodes,
                onSale,
                1,
                9_999,
                1);
    }

    /** @return the same, as when its seller is suspended */
    public static Offer offSale(Offer offer) {
        return new Offer(
                offer.id(),
                offer.sku(),
                offer.productCode(),
                offer.productName(),
                offer.sellerCode(),
                offer.sellerName(),
                offer.brandCode(),
                offer.brandName(),
                offer.category(),
                offer.direction(),
                offer.priceFen(),
                offer.sourceNodes(),
                false,
                offer.quantityMin(),
                offer.quantityMax(),
                offer.version(),
                offer.quantityStep(),
                offer.measure(),
                offer.delivery(),
                offer.brandRight(),
                offer.input());
    }

    @Override
    public Map<String, Offer> find(Collection<String> offerIds) {
        var found = new HashMap<String, Offer>();
        for (String id : offerIds) {
            if (offers.containsKey(id)) {
                found.put(id, look.apply(offers.get(id)));
            }
        }
        return found;
    }

    @Override
    public List<Offer> allOfSkus(Collection<String> skuCodes) {
        return skuCodes.stream().flatMap(sku -> ofSku(sku).stream()).toList();
    }

    @Override
    public List<Offer> ofSku(String skuCode) {
        return offers.values().stream()
                .filter(offer -> offer.sku().code().equals(skuCode) && offer.onSale())
                .sorted(Comparator.comparing(Offer::id))
                .toList();
    }

    @Override
    public List<Offer> ofProduct(String productCode) {
        return offers.values().stream()
                .filter(offer -> offer.productCode().equals(productCode) && offer.onSale())
                .sorted(Comparator.comparing(Offer::id))
                .toList();
    }

    @Override
    public Page<Offer> onSale(Filter filter, @Nullable String cursor, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Offer> all(@Nullable String cursor, int limit) {
        throw new UnsupportedOperationException();
    }
}
