package org.cunlu.logistics.stock;

import jakarta.inject.Singleton;
import java.io.Reader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
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
import org.cunlu.logistics.StockImport;
import org.cunlu.logistics.stock.CountSheet.Count;
import org.cunlu.logistics.stock.CountSheet.Line;
import org.cunlu.logistics.stock.LotShelf.Shelved;
import org.cunlu.logistics.stock.Movement.Cause;
import org.cunlu.logistics.stock.Movement.Kind;
import org.cunlu.logistics.stock.StockLedger.Level;

/** Levels become what was counted, by movements that say so. */
@Singleton
class StockCounting implements StockImport {
    private final StockLedger ledger;
    private final LotShelf shelf;
    private final Skus skus;
    private final Lots lots;
    private final Network network;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    StockCounting(
            StockLedger ledger,
            LotShelf shelf,
            Skus skus,
            Lots lots,
            Network network,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.ledger = ledger;
        this.shelf = shelf;
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
        var cause = new Cause("IMPORT", ids.next(), actor);
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
        var levels = lockedLevels(counts);
        var before = lotsBefore(keys);

        var tooFew = counts.stream()
                .filter(count -> count.total() < level(levels, count.key()).bound())
                .toList();
        if (!tooFew.isEmpty() && !keepGood) {
            throw new Undercounted(tooFew);
        }
        var kept = counts.stream().filter(count -> !tooFew.contains(count)).toList();
        lots.keep(CountSheet.newLots(kept, lots.find(lotCodes(kept))));
        var tally = new Tally();
        kept.stream().collect(Collectors.groupingBy(Count::countyCode)).forEach((county, some) -> {
            write(county, some, levels, before, cause, tally);
        });
        if (tally.created + tally.updated > 0) {
            trail.record(cause.actor(), "logistics.import-stock", cause.id(), null, tally.text());
        }
        // Only now, so that a transaction that is run again does not blame a row twice.
        tooFew.forEach(StockCounting::refuse);
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
            Map<SkuAtNode, Map<String, Long>> lotsBefore,
            Cause cause,
            Tally tally) {
        var movements = new ArrayList<Movement>();
        var shelved = new ArrayList<Shelved>();
        for (Count count : counts) {
            var before = lotsBefore.getOrDefault(count.key(), Map.of());
            boolean first = !levels.containsKey(count.key());
            movements.addAll(movements(count, level(levels, count.key()), before, first, cause));
            shelved.addAll(shelved(count, before));
            tally.add(count, before, levels);
        }
        shelf.set(county, shelved);
        if (!ledger.post(county, movements)) {
            throw new IllegalStateException("levels changed though they are locked");
        }
    }

    /** One movement for each lot that differs, and one without lot for what lots do not explain. */
    private static List<Movement> movements(
            Count count, Level level, Map<String, Long> before, boolean first, Cause cause) {
        var counted = count.lots();
        var codes = new TreeSet<>(before.keySet());
        codes.addAll(counted.keySet());
        var movements = new ArrayList<Movement>();
        long rest = count.total() - level.onHand();
        for (String code : codes) {
            long delta = counted.getOrDefault(code, 0L) - before.getOrDefault(code, 0L);
            rest -= delta;
            movements.add(movement(count.key(), code, delta, first, cause));
        }
        movements.add(movement(count.key(), null, rest, first, cause));
        return movements.stream().filter(Objects::nonNull).toList();
    }

    private static Movement movement(SkuAtNode key, String lotCode, long delta, boolean first, Cause cause) {
        Kind kind = first ? Kind.RECEIVED : Kind.ADJUSTED;
        return delta == 0 ? null : new Movement(key, lotCode, kind, Math.abs(delta), Deltas.ofOnHand(delta), cause);
    }

    /** What each lot becomes: as counted, or nothing when it was not found. */
    private static List<Shelved> shelved(Count count, Map<String, Long> before) {
        if (!count.tracked()) {
            return List.of();
        }
        var after = new HashMap<String, Long>();
        before.keySet().forEach(code -> after.put(code, 0L));
        after.putAll(count.lots());
        return after.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(lot -> new Shelved(count.key(), lot.getKey(), lot.getValue()))
                .toList();
    }

    private Map<SkuAtNode, Map<String, Long>> lotsBefore(List<SkuAtNode> keys) {
        return shelf.lock(keys).stream()
                .collect(Collectors.groupingBy(Shelved::key, Collectors.toMap(Shelved::lotCode, Shelved::onHand)));
    }

    private static Set<String> lotCodes(List<Count> counts) {
        return counts.stream().flatMap(count -> count.lots().keySet().stream()).collect(Collectors.toSet());
    }

    private static Level level(Map<SkuAtNode, Level> levels, SkuAtNode key) {
        return levels.getOrDefault(key, Level.none(key));
    }

    private static void refuse(Count count) {
        Line line = count.lines().getFirst();
        line.row()
                .fault(
                        "quantity",
                        "below-allocated",
                        "少于已被占用的数量，请先处理占用它的订单 · Less than what is bound; settle the orders that hold it first");
    }

    /** Rolls the transaction back: all or nothing was asked for. */
    private static final class Undercounted extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<Count> counts;

        Undercounted(List<Count> counts) {
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
