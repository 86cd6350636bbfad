package org.cunlu.logistics.homecoming;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.cunlu.catalog.Lot;
import org.cunlu.catalog.Lots;
import org.cunlu.catalog.Skus;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Homecomings;
import org.cunlu.logistics.Homecomings.Found;

/** What may be sold again of that which came home. */
@Singleton
class SoldAgain {
    private final Skus skus;
    private final Lots lots;
    private final Clock clock;
    private final boolean resellChilled;

    /** @param resellChilled whether what must be kept cool may be sold again after its travels */
    SoldAgain(
            Skus skus,
            Lots lots,
            Clock clock,
            @Value("${cunlu.logistics.resell-chilled:false}") boolean resellChilled) {
        this.skus = skus;
        this.lots = lots;
        this.clock = clock;
        this.resellChilled = resellChilled;
    }

    /** What was kept warm on its way nobody buys, and nobody what is too old. */
    void check(List<Found> parts) {
        var good = parts.stream()
                .filter(part -> part.found() == Homecomings.Finding.AVAILABLE)
                .toList();
        var known = skus.find(good.stream().map(Found::skuCode).collect(Collectors.toSet()));
        for (Found part : good) {
            var sku = known.get(part.skuCode());
            if (!resellChilled && (sku == null || sku.storageClass() == StorageClass.CHILLED)) {
                throw ProblemException.of(
                                409,
                                "perishable-not-resold",
                                "冷藏品退回后不再出售 · What must be kept cool is not sold again",
                                "请记为冻结、隔离或损坏 · Tell it as on hold, quarantined or damaged")
                        .fact("skuCode", part.skuCode());
            }
        }
        var today = CountyTime.date(clock.instant());
        lots
                .find(good.stream()
                        .map(Found::lot)
                        .filter(lot -> !lot.isEmpty())
                        .collect(Collectors.toSet()))
                .values()
                .stream()
                .filter(lot -> Lot.expired(lot.expiresOn(), today))
                .findFirst()
                .ifPresent(lot -> {
                    throw ProblemException.of(409, "lot-expired", "批次已过期 · The lot has expired", null)
                            .fact("lotCode", lot.code());
                });
    }
}
