package org.cunlu.logistics.stock;

import jakarta.inject.Singleton;
import java.io.Reader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.catalog.Lot;
import org.cunlu.catalog.Lots;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Standing;
import org.cunlu.logistics.StockImport;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.stock.CountSheet.Count;
import org.cunlu.logistics.stock.CountSheet.Line;
import org.cunlu.logistics.stock.Movement.Cause;
import org.cunlu.logistics.stock.Movement.Kind;
import org.cunlu.logistics.stock.StockLedger.Level;

/** Levels become what was counted, by movements that say so. */
@Singleton
class StockCounting implements StockImport {
    private final StockLedger ledger;
    private final PartShelf shelf;
    private final CountSigning signing;
    private final Skus skus;
    private final Lots lots;
    private final Network network;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    StockCounting(
            StockLedger ledger,
            PartShelf shelf,
            CountSigning signing,
            Skus skus,
            Lots lots,
            Network network,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.ledger = ledger;
        this.shelf = shelf;
        this.signing = signing;
        this.skus = skus;
        this.lots = lots;
        this.network = network;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public ImportReport stock(Reader csv, boolean keepGood, String actor) {
        var sheet = CountSheet.read(csv);
        var counts = sheet.check(reference(), CountyTime.date(clock.instant()));
        if (!sheet.faults().none() && !keepGood) {
            return refused(sheet);
        }
        var cause = new Cause("IMPORT", ids.next(), actor, null);
        try {
            return transactions.run(() -> keep(sheet, counts, keepGood, cause));
        } catch (Undercounted undercounted) {
            undercounted.counts.forEach(StockCounting::refuse);
            return refused(sheet);
        }
    }

    private CountSheet.Reference reference() {
        return new CountSheet.Reference() {
            @Override
            public Map<String, Sku> skus(Collection<String> codes) {
                return skus.find(codes);
            }

            @Override
            public Map<String, Node> nodes(Collection<String> codes) {
                return network.nodes(codes);
            }

            @Override
            public Map<String, Lot> lots(Collection<String> codes) {
                return lots.find(codes);
            }
        };
    }

    private static ImportReport refused(CountSheet sheet) {
        return new ImportReport(sheet.rows(), 0, 0, 0, sheet.faults().list(), false);
    }

    private ImportReport keep(CountSheet sheet, List<Count> counts, boolean keepGood, Cause cause) {
        var keys = counts.stream().map(Count::key).toList();
        // Lots before levels, as packing does; again behind the levels, for a rival import may have brought new lots.
        shelf.lock(keys);
        signing.takeTurns(counts);
        var levels = lockedLevels(counts);
        var before = lotsBefore(keys);

        var refusals = new LinkedHashMap<Count, Refusal>();
        counts.forEach(count -> refusal(count, level(levels, count.key()), before.getOrDefault(count.key(), List.of()))
                .ifPresent(why -> refusals.put(count, why)));
        if (!refusals.isEmpty() && !keepGood) {
            throw new Undercounted(refusals);
        }
        var right =
                counts.stream().filter(count -> !refusals.containsKey(count)).toList();
        signing.waiting(right, count -> levels.containsKey(count.key()), before, cause.actor())
                .forEach(count -> refusals.put(count, Refusal.SECOND_SIGNATURE));
        if (!refusals.isEmpty() && !keepGood) {
            throw new Undercounted(refusals);
        }
        lots.keep(CountSheet.newLots(right, lots.find(lotCodes(right))));
        var kept = right.stream().filter(count -> !refusals.containsKey(count)).toList();
        var tally = new Tally();
        kept.stream().collect(Collectors.groupingBy(Count::countyCode)).forEach((county, some) -> {
            write(county, some, levels, before, cause, tally);
        });
        if (tally.created + tally.updated > 0) {
            trail.record(cause.actor(), "logistics.import-stock", cause.id(), null, tally.text());
        }
        // Only now, so that a transaction that is run again does not blame a row twice.
        refusals.forEach(StockCounting::refuse);
        return new ImportReport(
                sheet.rows(),
                tally.created,
                tally.updated,
                tally.unchanged,
                sheet.faults().list(),
                tally.created + tally.updated > 0);
    }

    /** @return the levels that are there already; those that are not are opened, and belong to us until commit */
    private Map<SkuAtNode, Level> lockedLevels(List<Count> counts) {
        var levels = ledger.lock(counts.stream().map(Count::key).toList());
        var missing = counts.stream()
                .filter(count -> !levels.containsKey(count.key()))
                .toList();
        missing.stream()
                .collect(Collectors.groupingBy(Count::countyCode, Collectors.mapping(Count::key, Collectors.toList())))
                .forEach(ledger::open);
        // A rival import may have opened and filled one while we waited.
        ledger.lock(missing.stream().map(Count::key).toList()).values().stream()
                .filter(level -> level.onHand() > 0)
                .forEach(level -> levels.put(level.key(), level));
        return levels;
    }

    private void write(
            String county,
            List<Count> counts,
            Map<SkuAtNode, Level> levels,
            Map<SkuAtNode, List<Standing>> before,
            Cause cause,
            Tally tally) {
        var movements = new ArrayList<Movement>();
        var fewer = new LinkedHashMap<StockPart, Long>();
        var more = new ArrayList<Standing>();
        var expiry = lots.find(lotCodes(counts));
        for (Count count : counts) {
            var parts = before.getOrDefault(count.key(), List.of());
            Kind kind = levels.containsKey(count.key()) ? Kind.ADJUSTED : Kind.RECEIVED;
            for (Change change : CountSigning.changes(count, parts)) {
                StockPart part = change.part();
                movements.add(Movement.of(part, change.pieces(), kind, cause));
                if (change.pieces() > 0) {
                    Lot identity = expiry.get(part.lotCode());
                    more.add(new Standing(part, change.pieces(), identity == null ? null : identity.expiresOn()));
                } else {
                    fewer.put(part, -change.pieces());
                }
            }
            more.addAll(Differences.emptyLots(count, parts));
            tally.add(count, Differences.pieces(parts), levels);
        }
        shelf.add(county, more);
        if (!shelf.take(fewer) || !ledger.post(county, movements)) {
            throw new IllegalStateException("levels changed though they are locked");
        }
    }

    private static Optional<Refusal> refusal(Count count, Level level, List<Standing> parts) {
        if (level.frozen()) {
            return Optional.of(Refusal.BEING_COUNTED);
        }
        boolean notOurs = Differences.differences(count, parts).entrySet().stream()
                .anyMatch(lot -> -lot.getValue()
                        > Differences.own(parts, lot.getKey()).stream()
                                .mapToLong(Standing::pieces)
                                .sum());
        if (count.total() < level.bound() || notOurs) {
            return Optional.of(Refusal.BELOW_ALLOCATED);
        }
        return Optional.empty();
    }

    private Map<SkuAtNode, List<Standing>> lotsBefore(List<SkuAtNode> keys) {
        return shelf.lock(keys).stream()
                .collect(Collectors.groupingBy(each -> each.part().key()));
    }

    private static Set<String> lotCodes(List<Count> counts) {
        return counts.stream().flatMap(count -> count.lots().keySet().stream()).collect(Collectors.toSet());
    }

    private static Level level(Map<SkuAtNode, Level> levels, SkuAtNode key) {
        return levels.getOrDefault(key, Level.none(key));
    }

    private static void refuse(Count count, Refusal why) {
        Line line = count.lines().getFirst();
        line.row().fault("quantity", why.code, why.title);
    }

    /** Why a count that is right in itself is not taken. */
    private enum Refusal {
        BELOW_ALLOCATED(
                "below-allocated",
                "少于已被占用的数量，请先处理占用它的订单 · Less than what is bound; settle the orders that hold it first"),
        BEING_COUNTED("being-counted", "正在盘点，请盘点后再导入 · It is being counted, import it afterwards"),
        SECOND_SIGNATURE(
                "second-signature-needed",
                "超过单人调整限额，须他人签字（--keep-good 送交审批）· Above what one may adjust alone: with --keep-good it is proposed, and another signs");

        private final String code;
        private final String title;

        Refusal(String code, String title) {
            this.code = code;
            this.title = title;
        }
    }

    /** Rolls the transaction back: all or nothing was asked for. */
    private static final class Undercounted extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Map<Count, Refusal> counts;

        Undercounted(Map<Count, Refusal> counts) {
            super(null, null, false, false);
            this.counts = counts;
        }
    }

    /** Rows by what became of them. */
    private static final class Tally {
        private long created;
        private long updated;
        private long unchanged;

        void add(Count count, Map<String, Long> before, Map<SkuAtNode, Level> levels) {
            for (Line line : count.lines()) {
                Level level = levels.get(count.key());
                Long was = count.tracked() ? before.get(line.lotCode()) : level == null ? null : (Long) level.onHand();
                if (was == null) {
                    created++;
                } else if (was == line.quantity()) {
                    unchanged++;
                } else {
                    updated++;
                }
            }
        }

        String text() {
            return "created=" + created + " updated=" + updated + " unchanged=" + unchanged;
        }
    }
}
