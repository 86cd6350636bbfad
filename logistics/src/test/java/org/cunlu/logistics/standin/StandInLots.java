package org.cunlu.logistics.standin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import org.cunlu.catalog.Lot;
import org.cunlu.catalog.Lots;

/** The lots of the {@link StandInCatalog}. */
@Singleton
@Primary
@Requires(property = "logistics.stand-ins", value = "true")
class StandInLots implements Lots {
    private final StandInCatalog catalog;

    StandInLots(StandInCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Map<String, Lot> find(Collection<String> lotCodes) {
        return StandInCatalog.found(lotCodes, catalog.lots());
    }

    @Override
    public void keep(Collection<Lot> lots) {
        lots.forEach(lot -> catalog.lots().putIfAbsent(lot.code(), lot));
    }
}
