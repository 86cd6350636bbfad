package org.cunlu.logistics.departure;

import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is held on stretches of departures changes, in the order of their keys, and this instance's memory follows. */
@Singleton
class StretchChanges {
    private final DepartureTable departures;
    private final RoomMemory memory;
    private final Timetables timetables;
    private final TransactionOperations<Connection> underWay;

    StretchChanges(
            DepartureTable departures,
            RoomMemory memory,
            Timetables timetables,
            TransactionOperations<Connection> underWay) {
        this.departures = departures;
        this.memory = memory;
        this.timetables = timetables;
        this.underWay = underWay;
    }

    /** @return false when one of them has not so much room: the caller must roll back */
    boolean take(SortedMap<Stretch, Size> changes) {
        if (departures.change(changes) != changes.size()) {
            return false;
        }
        remember(changes);
        return true;
    }

    /** Stretches that are locked, or only given back: all of them change, or something is wrong with the books. */
    void change(SortedMap<Stretch, Size> changes) {
        if (!changes.isEmpty()) {
            if (departures.force(changes) != changes.size()) {
                throw new IllegalStateException("room is held on departures that are not there: " + changes.keySet());
            }
            remember(changes);
        }
    }

    /** @return all of these stretches, made where they were not there */
    Map<Stretch, Part> locked(SortedMap<Stretch, Size> changes) {
        if (changes.isEmpty()) {
            return Map.of();
        }
        List<Part> there = departures.lock(changes);
        if (there.size() < changes.size()) {
            changes.keySet().stream()
                    .collect(Collectors.groupingBy(
                            Stretch::lineCode,
                            TreeMap::new,
                            Collectors.mapping(Stretch::serviceDate, Collectors.toCollection(TreeSet::new))))
                    .forEach((code, dates) ->
                            departures.make(timetables.line(code).orElseThrow(), dates));
            there = departures.lock(changes);
        }
        if (there.size() < changes.size()) {
            throw new IllegalStateException("departures cannot be made: " + changes.keySet());
        }
        return there.stream().collect(Collectors.toMap(Part::stretch, part -> part));
    }

    /** Once it is committed, this instance knows it at once. */
    private void remember(Map<Stretch, Size> changes) {
        underWay.findTransactionStatus().orElseThrow().registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                memory.add(changes);
            }
        });
    }
}
