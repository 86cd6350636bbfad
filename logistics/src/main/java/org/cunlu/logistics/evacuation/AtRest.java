package org.cunlu.logistics.evacuation;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.logistics.EvacuationDesk;

/** What dispatchers see of nodes at rest, and how they clear them. */
@Singleton
class AtRest implements EvacuationDesk {
    private final Evacuations evacuations;
    private final Clearing clearing;

    AtRest(Evacuations evacuations, Clearing clearing) {
        this.evacuations = evacuations;
        this.clearing = clearing;
    }

    @Override
    public List<Evacuation> all(Caller caller) {
        return evacuations.all(caller);
    }

    @Override
    public Sheet sheet(Caller caller, String code) {
        return evacuations.sheet(caller, code);
    }

    @Override
    public Cleared ship(Caller caller, String code, ClearingOrder order, @Nullable String key) {
        return clearing.ship(caller, code, order, key);
    }
}
