package org.cunlu.orders.standin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;

/** The SKUs of the {@link StandInOffers}. */
@Singleton
@Primary
@Requires(property = "orders.stand-ins", value = "true")
class StandInSkus implements Skus {
    private final StandInOffers offers;

    StandInSkus(StandInOffers offers) {
        this.offers = offers;
    }

    @Override
    public Map<String, Sku> find(Collection<String> skuCodes) {
        var found = new HashMap<String, Sku>();
        for (String code : skuCodes) {
            offers.find(List.of(code.replaceFirst("^SKU-", "")))
                    .values()
                    .forEach(offer -> found.put(code, offer.sku()));
        }
        return found;
    }

    @Override
    public Map<String, Long> pricesFen(Collection<String> skuCodes) {
        var found = new HashMap<String, Long>();
        for (String code : skuCodes) {
            offers.find(List.of(code.replaceFirst("^SKU-", "")))
                    .values()
                    .forEach(offer -> found.merge(code, offer.priceFen(), Math::max));
        }
        return found;
    }

    @Override
    public Map<String, Set<String>> categories(Collection<String> skuCodes) {
        return Map.of();
    }

    @Override
    public Optional<String> sellerAt(String skuCode, String nodeCode) {
        return Optional.empty();
    }
}
