package org.cunlu.logistics.stock;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.catalog.Lot;
import org.cunlu.catalog.Lots;
import org.cunlu.logistics.Recalls;
import org.cunlu.logistics.StockBook.Standing;

/** Lots as catalog knows them. */
@Singleton
class KnownLots {
    private final Lots lots;
    private final Recalls recalls;

    KnownLots(Lots lots, Recalls recalls) {
        this.lots = lots;
        this.recalls = recalls;
    }

    /** @return the same parts, with the expiry that catalog tells now, and whether they are called back */
    List<Standing> dated(List<Standing> parts) {
        var codes = parts.stream()
                .map(each -> each.part().lotCode())
                .filter(code -> !code.isEmpty())
                .collect(Collectors.toSet());
        if (codes.isEmpty()) {
            return parts;
        }
        Map<String, Lot> known = lots.find(codes);
        Set<String> called = recalls.called(codes);
        return parts.stream()
                .map(each -> {
                    Lot lot = known.get(each.part().lotCode());
                    return new Standing(
                            each.part(),
                            each.pieces(),
                            lot == null ? each.expiresOn() : lot.expiresOn(),
                            called.contains(each.part().lotCode()));
                })
                .toList();
    }
}
