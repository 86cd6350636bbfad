package org.cunlu.logistics.standin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cunlu.logistics.ReserveBooks;

/** Holds what a test puts in. */
@Singleton
@Primary
@Requires(property = "logistics.stand-in-reserve", value = "true")
public class StandInReserveBooks implements ReserveBooks {
    public final List<Contract> contracts = new CopyOnWriteArrayList<>();
    public final List<Entry> entries = new CopyOnWriteArrayList<>();
    public final List<Gap> gaps = new CopyOnWriteArrayList<>();

    @Override
    public boolean level(String levelCode) {
        return contracts.stream().anyMatch(each -> each.levelCode().equals(levelCode));
    }

    @Override
    public List<Contract> contracts(String levelCode, LocalDate from, LocalDate until) {
        return contracts.stream()
                .filter(each -> each.levelCode().equals(levelCode)
                        && !each.from().isAfter(until)
                        && !each.until().isBefore(from))
                .sorted(Comparator.comparing(Contract::contractId))
                .toList();
    }

    @Override
    public List<Contract> contractsOf(
            String levelCode, Collection<String> holdingCodes, LocalDate from, LocalDate until) {
        return contracts(levelCode, from, until).stream()
                .filter(each -> holdingCodes.contains(each.holdingCode()))
                .toList();
    }

    @Override
    public List<Entry> entries(Collection<String> contractIds, LocalDate until) {
        return entries.stream()
                .filter(each ->
                        contractIds.contains(each.contractId()) && !each.day().isAfter(until))
                .sorted(Comparator.comparing(Entry::day).thenComparing(Entry::entryId))
                .toList();
    }

    @Override
    public List<Gap> gaps(Collection<String> contractIds, LocalDate from, LocalDate until) {
        return gaps.stream()
                .filter(each -> contractIds.contains(each.contractId()))
                .toList();
    }
}
