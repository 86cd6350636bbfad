package org.cunlu.logistics.release;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.GoodsUnits;
import org.cunlu.logistics.GoodsUnits.Unit;
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
    private final GoodsUnits units;
    private final Skus skus;

    Carriage(Promises promises, StockTransfers transfers, GoodsUnits units, Skus skus) {
        this.promises = promises;
        this.transfers = transfers;
        this.units = units;
        this.skus = skus;
    }

    /** @param promisedAt null with a hindrance @param hindrance why nothing leads there now; null when something does */
    record Way(@Nullable Instant promisedAt, @Nullable String hindrance) {}

    /** What would be promised now; nothing is held. */
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

    /** @param promisedAt when the last of it is to be there */
    record Sent(String transferId, Instant promisedAt) {}

    /**
     * By the lines of the network, in units; others give way to them on the earliest departure. Joins the caller's transaction.
     * @throws ProblemException 409 {@code no-way}, with the fact {@code why}: the caller must roll back
     */
    Sent ship(Release release, Node from, Node to, List<Change> taken, Instant now) {
        String transfer = transfers.ship(new StockTransfers.Sending(
                from,
                to,
                taken,
                release.approvedBy(),
                "动用令 " + release.releaseId(),
                null,
                StockTransfers.Carriage.urgentFrom(now)));
        Instant promised = units.of(List.of(transfer)).getOrDefault(transfer, List.of()).stream()
                .map(Unit::promisedAt)
                .max(Instant::compareTo)
                .orElse(now);
        return new Sent(transfer, promised);
    }

    /** @return why pieces could not be sent, as places keep it */
    static String hindrance(RuntimeException refused) {
        if (!(refused instanceof ProblemException problem)) {
            return "failed";
        }
        Object why = problem.facts().get("why");
        return problem.code().equals("no-way") && why != null ? coded(why.toString()) : problem.code();
    }

    private static String coded(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
