package org.cunlu.logistics.shelves;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.StationShelves.Filled;

/** The register of parcels, summed by where they wait for their recipients or will. */
@Singleton
class ShelfTable {
    private final Sql sql;

    ShelfTable(Sql sql) {
        this.sql = sql;
    }

    /** @return by node; nodes without are absent. What was refused lies there until its van has it. */
    Map<String, Filled> filled() {
        return sql
                .list(
                        "SELECT to_node, COUNT(*) AS parcels, SUM(volume_cm3) AS cm3 FROM log_parcel WHERE state IN"
                                + " ('BOOKED','AT_NODE','LOADED','ON_TRIP','AT_STOP','READY','REFUSED') AND kind = 'ORDER'"
                                + " AND (going_back = 0 OR state = 'REFUSED') GROUP BY to_node",
                        row -> Map.entry(row.string("to_node"), new Filled(row.number("parcels"), row.number("cm3"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
