package org.cunlu.logistics.release;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockTransfers;
import org.cunlu.logistics.release.Release.Draw;

/** How pieces of a release get to a place. */
@Singleton
class Carriage {
    private final Promises promises;
    private final StockTransfers transfers;
    private final Skus skus;

    Carriage(Promises promises, StockTransfers transfers, Skus skus) {
        this.promises = promises;
        this.transfers = transfers;
        this.skus = skus;
    }

    /** @param promisedAt null with a hindrance @param hindrance why nothing leads there now; null when something does */
    record Way(@Nullable Instant promisedAt, @Nullable String hindrance) {}

    Way way(Node from, Node to, List<Draw> goods, Instant now) {
        if (from.code().equals(to.code())) {
            return new Way(now, null);
        }
        return switch (promises.promise(from.code(), to.code(), parcel(goods), now)) {
            case Promise.Kept kept -> new Way(kept.availableAt(), null);
            case Promise.Refused refused ->
                new Way(
                        null,
                        refused.reason()
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', '-'));
        };
    }

    /** The largest piece of them: what is more rides in further parcels. */
    private Load parcel(List<Draw> goods) {
        Map<String, Sku> known =
                skus.find(goods.stream().map(Draw::skuCode).distinct().toList());
        Optional<Sku> largest = known.values().stream()
                .max(java.util.Comparator.comparingLong(Sku::weightGrams).thenComparing(Sku::code));
        return largest.map(sku -> new Load(sku.weightGrams(), sku.volumeCm3(), 1, sku.storageClass()))
                .orElse(new Load(1, 1, 1, StorageClass.DRY));
    }

    /** Joins the caller's transaction. @return the transfer's id */
    String ship(Release release, Node from, Node to, List<Change> taken, Way way) {
        return transfers.ship(from, to, taken, release.approvedBy(), "动用令 " + release.releaseId(), null);
    }
}
