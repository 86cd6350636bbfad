package org.cunlu.logistics.network;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Programme;
import org.cunlu.logistics.Supply;

/** Answers from the snapshot in memory. */
@Singleton
class CountySupply implements Supply {
    private final NetworkWatch watch;

    CountySupply(NetworkWatch watch) {
        this.watch = watch;
    }

    @Override
    public Optional<Set<String>> suppliers(Programme programme, String nodeCode, LocalDate day) {
        Snapshot now = watch.snapshot();
        Node node = now.map().nodes().get(nodeCode);
        return node == null ? Optional.empty() : now.supply().suppliers(programme, node, day);
    }
}
