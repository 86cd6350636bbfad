package org.cunlu.logistics.standin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.catalog.Lot;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.catalog.StorageClass;

/** SKUs and lots that a test made up. */
@Singleton
@Primary
@Requires(property = "logistics.stand-ins", value = "true")
public class StandInCatalog implements Skus {
    private final Map<String, Sku> skus = new ConcurrentHashMap<>();
    private final Map<String, Long> prices = new ConcurrentHashMap<>();
    private final Map<String, String> sellers = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> categories = new ConcurrentHashMap<>();
    private final Map<String, Lot> lots = new ConcurrentHashMap<>();

    public String sku(String code, StorageClass storageClass, boolean lotTracked) {
        skus.put(code, new Sku(code, "品名 " + code, 500, 800, storageClass, lotTracked));
        return code;
    }

    public void lot(String code, String skuCode, LocalDate expiresOn) {
        lots.put(code, new Lot(code, skuCode, null, null, expiresOn));
    }

    @Override
    public Map<String, Sku> find(Collection<String> codes) {
        return found(codes, skus);
    }

    public void price(String skuCode, long fen) {
        prices.put(skuCode, fen);
    }

    /** Who offers a SKU, wherever it is served from. */
    public void seller(String skuCode, String sellerCode) {
        sellers.put(skuCode, sellerCode);
    }

    @Override
    public Map<String, Long> pricesFen(Collection<String> codes) {
        return found(codes, prices);
    }

    public void category(String skuCode, String category) {
        categories.put(skuCode, Set.of(category));
    }

    @Override
    public Map<String, Set<String>> categories(Collection<String> codes) {
        return found(codes, categories);
    }

    @Override
    public Optional<String> sellerAt(String skuCode, String nodeCode) {
        return Optional.ofNullable(sellers.get(skuCode));
    }

    Map<String, Lot> lots() {
        return lots;
    }

    static <T> Map<String, T> found(Collection<String> codes, Map<String, T> all) {
        return codes.stream()
                .filter(all::containsKey)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), all::get));
    }
}
