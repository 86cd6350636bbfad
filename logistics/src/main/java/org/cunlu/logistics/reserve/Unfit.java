package org.cunlu.logistics.reserve;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Lot;
import org.cunlu.catalog.Lots;
import org.cunlu.logistics.Recalls;

/** Lots that nobody sells any more, whosever they are: that they are put on hold is no damage. */
@Singleton
class Unfit {
    static final String EXPIRY = "EXPIRY";
    static final String RECALL = "RECALL";

    private final Lots lots;
    private final Recalls recalls;

    Unfit(Lots lots, Recalls recalls) {
        this.lots = lots;
        this.recalls = recalls;
    }

    /** @return cause by lot, of those that have expired or are called back */
    Map<String, String> causes(List<String> lotCodes, LocalDate today) {
        List<String> named = lotCodes.stream().filter(code -> !code.isEmpty()).toList();
        var causes = new HashMap<String, String>();
        if (!named.isEmpty()) {
            lots.find(named).forEach((code, lot) -> {
                if (Lot.expired(lot.expiresOn(), today)) {
                    causes.put(code, EXPIRY);
                }
            });
            recalls.called(named).forEach(code -> causes.put(code, RECALL));
        }
        return causes;
    }
}
