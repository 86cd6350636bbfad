package org.cunlu.orders.ledger;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cunlu.orders.Party;
import org.cunlu.orders.PartyEntries;

/** Reads journals as those see them who are owed by them. */
@Singleton
class PartyReading implements PartyEntries {
    private final JournalTable journals;

    PartyReading(JournalTable journals) {
        this.journals = journals;
    }

    @Override
    public Optional<Instant> first(String countyCode) {
        return journals.first(countyCode);
    }

    @Override
    public List<PartyEntry> of(String countyCode, Instant from, Instant until) {
        Map<String, List<JournalTable.PostingRow>> byJournal = new LinkedHashMap<>();
        for (JournalTable.PostingRow row : journals.posted(countyCode, from, until)) {
            byJournal.computeIfAbsent(row.journalId(), _ -> new ArrayList<>()).add(row);
        }
        var entries = new ArrayList<PartyEntry>();
        byJournal.values().forEach(rows -> entries.addAll(entries(rows)));
        return entries;
    }

    static List<PartyEntry> entries(List<JournalTable.PostingRow> rows) {
        Map<Party, List<JournalTable.PostingRow>> byParty = new TreeMap<>();
        for (JournalTable.PostingRow row : rows) {
            Chart.party(row.account())
                    .ifPresent(party -> byParty.computeIfAbsent(party, _ -> new ArrayList<>())
                            .add(row));
        }
        return byParty.entrySet().stream()
                .map(each -> entry(each.getKey(), each.getValue(), rows))
                .toList();
    }

    private static PartyEntry entry(Party party, List<JournalTable.PostingRow> own, List<JournalTable.PostingRow> all) {
        var first = own.getFirst();
        boolean sale = party.kind() == Party.Kind.SELLER
                && (first.kind() == Journal.Kind.ORDER_DELIVERED || first.kind() == Journal.Kind.ORDER_REVERSED);
        long tax = sale ? -sum(all, Chart.TAX_ON_FEES) : 0;
        return new PartyEntry(
                first.journalId(),
                first.kind().name(),
                first.cause(),
                first.orderId(),
                first.postedAt(),
                party,
                -sum(own, ""),
                -(party.kind() == Party.Kind.SELLER ? sum(own, Chart.sellerReleased("")) : sum(own, "")),
                sale ? tax - sum(all, Chart.PLATFORM_REVENUE) : 0,
                tax,
                sale ? -sum(all, Chart.hostPayable("")) - sum(all, Chart.liveStationPayable("")) : 0,
                sale
                        ? sum(all, Chart.DISCOUNTS_GIVEN)
                                + sum(all, Chart.brandReceivable(""))
                                + sum(all, Chart.subsidyReceivable(""))
                        : 0);
    }

    /** @param prefix of accounts */
    private static long sum(List<JournalTable.PostingRow> rows, String prefix) {
        return rows.stream()
                .filter(row -> row.account().startsWith(prefix))
                .map(JournalTable.PostingRow::amountFen)
                .reduce(0L, Math::addExact);
    }
}
