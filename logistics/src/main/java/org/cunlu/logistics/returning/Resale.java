package org.cunlu.logistics.returning;

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
import org.cunlu.logistics.GoodsBackInspected.Finding;
import org.cunlu.logistics.ReturnInspections.Found;

/** What may be sold again, and how much one person may throw away. */
@Singleton
class Resale {
    private final Skus skus;
    private final Lots lots;
    private final Clock clock;
    private final boolean resellChilled;
    private final long scrapFen;

    /**
     * @param resellChilled whether what must be kept cool may be sold again after its travels
     * @param scrapFen list price of what one person may throw away at once, as of other goods
     */
    Resale(
            Skus skus,
            Lots lots,
            Clock clock,
            @Value("${cunlu.logistics.resell-chilled:false}") boolean resellChilled,
            @Value("${cunlu.logistics.adjust-limit-fen:50000}") long scrapFen) {
        this.skus = skus;
        this.lots = lots;
        this.clock = clock;
        this.resellChilled = resellChilled;
        this.scrapFen = scrapFen;
    }

    void check(List<Found> parts) {
        var good =
                parts.stream().filter(part -> part.found() == Finding.AVAILABLE).toList();
        checkKeptCool(good);
        checkAge(good);
        checkScrap(
                parts.stream().filter(part -> part.found() == Finding.SCRAPPED).toList());
    }

    private void checkKeptCool(List<Found> good) {
        var known = skus.find(good.stream().map(Found::skuCode).collect(Collectors.toSet()));
        for (Found part : good) {
            var sku = known.get(part.skuCode());
            if (!resellChilled && (sku == null || sku.storageClass() == StorageClass.CHILLED)) {
                throw ProblemException.of(
                                409,
                                "perishable-not-resold",
                                "冷藏品退回后不再出售 · What must be kept cool is not sold again",
                                "请记为冻结、隔离、损坏或报废 · Tell it as on hold, quarantined, damaged or scrapped")
                        .fact("skuCode", part.skuCode());
            }
        }
    }

    private void checkAge(List<Found> good) {
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

    private void checkScrap(List<Found> scrapped) {
        var prices = skus.pricesFen(scrapped.stream().map(Found::skuCode).collect(Collectors.toSet()));
        long fen = scrapped.stream()
                .mapToLong(part -> Math.multiplyExact(part.pieces(), prices.getOrDefault(part.skuCode(), 0L)))
                .reduce(0, Math::addExact);
        if (fen > scrapFen) {
            throw ProblemException.of(
                            409,
                            "scrap-needs-second",
                            "报废金额超过一人限额 · More than one person may throw away",
                            "请记为损坏，再按报损双签报废 · Tell it as damaged, and scrap it with a second signature")
                    .fact("limitFen", scrapFen);
        }
    }
}
