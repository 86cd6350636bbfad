package org.cunlu.logistics.network;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cunlu.logistics.Line;

/** Counts what the good rows of a file did. */
final class Tally {
    private long created;
    private long updated;
    private long unchanged;

    private Tally() {}

    static Tally of(NetworkFile file, Tables before, Tables after) {
        var tally = new Tally();
        for (var each : Candidate.goodOf(file.places)) {
            tally.count(before.places(), after.places(), each.value().code());
        }
        for (var each : Candidate.goodOf(file.villages)) {
            tally.count(before.villages(), after.villages(), each.value().code());
        }
        for (var each : Candidate.goodOf(file.lines)) {
            tally.count(before.lines(), after.lines(), each.value().code());
        }
        tally.countStops(file, before);
        for (var each : Candidate.goodOf(file.leads)) {
            NetworkFile.Lead lead = each.value();
            Map<String, Integer> known = before.leads().getOrDefault(lead.gateway(), Map.of());
            tally.count(known, Map.of(lead.province(), lead.days()), lead.province());
        }
        for (var each : Candidate.goodOf(file.plan)) {
            NetworkFile.Planned planned = each.value();
            Map<Integer, Integer> known = before.plan().getOrDefault(planned.township(), Map.of());
            tally.count(known, Map.of(planned.year(), planned.stations()), planned.year());
        }
        for (var each : Candidate.goodOf(file.supply)) {
            tally.count(before.supply(), after.supply(), each.value().key());
        }
        return tally;
    }

    long created() {
        return created;
    }

    long updated() {
        return updated;
    }

    long unchanged() {
        return unchanged;
    }

    String text() {
        return "created=" + created + " updated=" + updated + " unchanged=" + unchanged;
    }

    /** Numbers of stops only order them, so a stop is compared with the one at its place. */
    private void countStops(NetworkFile file, Tables before) {
        var placesUsed = new HashMap<String, Integer>();
        List<NetworkFile.StopAt> inOrder = Candidate.goodOf(file.stops).stream()
                .map(Candidate::value)
                .sorted(Comparator.comparingLong(NetworkFile.StopAt::seq))
                .toList();
        for (NetworkFile.StopAt at : inOrder) {
            int index = placesUsed.merge(at.line(), 1, Integer::sum) - 1;
            Line line = before.lines().get(at.line());
            Line.Stop known = line == null || line.stops().size() <= index
                    ? null
                    : line.stops().get(index);
            count(known, at.stop());
        }
    }

    private <K, T> void count(Map<K, T> before, Map<K, T> after, K key) {
        count(before.get(key), after.get(key));
    }

    private void count(Object known, Object wanted) {
        if (known == null) {
            created++;
        } else if (Objects.equals(known, wanted)) {
            unchanged++;
        } else {
            updated++;
        }
    }
}
