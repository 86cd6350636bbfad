package org.cunlu.logistics.recycling;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.Recyclables;

/** What waits at nodes, for whoever lists their work. */
@Singleton
class Heaps implements Recyclables {
    private final BroughtTable brought;

    Heaps(BroughtTable brought) {
        this.brought = brought;
    }

    @Override
    public List<Waiting> waiting(String nodeCode) {
        return brought.here(nodeCode).stream()
                .map(total -> new Waiting(total.kind(), total.pieces(), total.weightGrams()))
                .toList();
    }

    @Override
    public Map<String, List<Load>> loads(String lineCode, LocalDate serviceDate) {
        return brought.on(lineCode, serviceDate);
    }
}
