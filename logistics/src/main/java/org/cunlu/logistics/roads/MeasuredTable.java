package org.cunlu.logistics.roads;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.kernel.db.Sql;

/** The table of measured ways. */
@Singleton
class MeasuredTable {
    private static final int ROWS = 2_000;

    private final Sql sql;

    MeasuredTable(Sql sql) {
        this.sql = sql;
    }

    /** @param metres -1 where there is no way */
    record Way(String from, String to, long metres, long seconds) {}

    List<Way> among(Collection<String> nodes) {
        if (nodes.isEmpty()) {
            return List.of();
        }
        String marks = Sql.marks(nodes.size());
        return sql.list(
                "SELECT from_node, to_node, metres, seconds FROM log_road_way WHERE from_node IN (" + marks
                        + ") AND to_node IN (" + marks + ")",
                row -> new Way(
                        row.string("from_node"), row.string("to_node"), row.number("metres"), row.number("seconds")),
                Stream.concat(nodes.stream(), nodes.stream()).toArray());
    }

    /** What was measured before stays where it is not measured anew. */
    void replace(String county, List<Way> ways) {
        for (int from = 0; from < ways.size(); from += ROWS) {
            List<Way> some = ways.subList(from, Math.min(ways.size(), from + ROWS));
            String row = "(?, ?, ?, ?, ?)";
            sql.change(
                    "INSERT INTO log_road_way (county_code, from_node, to_node, metres, seconds) VALUES "
                            + String.join(",", Collections.nCopies(some.size(), row))
                            + " ON DUPLICATE KEY UPDATE metres = VALUES(metres), seconds = VALUES(seconds)",
                    some.stream()
                            .flatMap(
                                    way -> Stream.<Object>of(county, way.from(), way.to(), way.metres(), way.seconds()))
                            .toArray());
        }
    }
}
