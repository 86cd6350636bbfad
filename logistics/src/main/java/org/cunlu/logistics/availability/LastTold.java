package org.cunlu.logistics.availability;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import org.cunlu.logistics.ToldAvailability;

/** Reads what was told last. */
@Singleton
class LastTold implements ToldAvailability {
    private final ToldTable table;

    LastTold(ToldTable table) {
        this.table = table;
    }

    @Override
    public Map<String, Told> of(Collection<String> skuCodes) {
        return table.last(skuCodes);
    }
}
