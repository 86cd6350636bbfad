package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Picking;
import org.cunlu.logistics.Picking.Picked;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.cunlu.logistics.stock.ShelfWork.Deed;
import org.cunlu.logistics.stock.ShelfWork.Order;
import org.cunlu.logistics.stock.ShelfWork.Reversal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Several people do anything at all with a few SKUs, at once and beside orders, and a plain map keeps count of what was
 * answered with success. In the end the tables say the same as the map, part by part.
 */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StockRandomTest implements TestPropertyProvider {
    private static final String HUB = StandInNetwork.HUB;
    private static final int WORKERS = 6;
    private static final int DEEDS = 60;
    private static final List<String> OWNERS = List.of("OWN", "OWN", "SELLER:S1", "SELLER:S2");

    @Inject
    ShelfWork work;

    @Inject
    Stock stock;

    @Inject
    Picking picking;

    @Inject
    StandInCatalog catalog;

    @Inject
    MovedClock clock;

    @Inject
    Transactions transactions;

    @Inject
    Sql sql;

    @Inject
    Ids ids;

    @Inject
    Audit audit;

    private final Map<StockPart, AtomicLong> model = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> unpicked = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> picked = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Undoable> undoable = new ConcurrentLinkedQueue<>();
    private final AtomicLong refusals = new AtomicLong();
    private final AtomicLong successes = new AtomicLong();

    private record Undoable(String actId, Map<StockPart, Long> effect) {}

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @Test
    void theTablesSayWhatAPlainMapSays() throws Exception {
        long seed = System.nanoTime();
        System.out.println("StockRandomTest: seed " + seed);
        clock.set(Instant.parse("2026-11-23T04:00:00Z"));
        var plain = catalog.sku("R" + ids.next(), StorageClass.DRY, false);
        var tracked = catalog.sku("R" + ids.next(), StorageClass.DRY, true);
        var lots = List.of("LA" + ids.next(), "LB" + ids.next());
        Rivals.all(WORKERS, rival -> {
            var random = new Random(seed + rival);
            for (int i = 0; i < DEEDS; i++) {
                boolean lotted = random.nextBoolean();
                attempt(random, lotted ? tracked : plain, lotted ? lots.get(random.nextInt(2)) : null);
            }
            return true;
        });
        assertThat(successes.get()).as("seed %d", seed).isPositive();
        assertThat(refusals.get()).as("seed %d", seed).isPositive();
        assertThat(audit.violations()).as("seed %d", seed).isEmpty();
        for (String sku : List.of(plain, tracked)) {
            long there = model.entrySet().stream()
                    .filter(each -> each.getKey().skuCode().equals(sku))
                    .mapToLong(each -> each.getValue().get())
                    .sum();
            assertThat(level(sku, "on_hand")).as("seed %d", seed).isEqualTo(there - of(picked, sku));
            assertThat(level(sku, "allocated")).as("seed %d", seed).isEqualTo(of(unpicked, sku));
        }
        // Which parts orders took only the tables know: all others are as the map says.
        model.forEach((part, pieces) -> {
            if (!part.status().sellable() || part.owner().reserve()) {
                assertThat(pieces(part)).as("seed %d: %s", seed, part).isEqualTo(pieces.get());
            }
        });
    }

    private void attempt(Random random, String sku, String lot) {
        try {
            switch (random.nextInt(8)) {
                case 0, 1 -> receive(random, sku, lot);
                case 2 -> buy(random, sku);
                case 3 -> undo();
                default -> handle(random, sku, lot);
            }
            successes.incrementAndGet();
        } catch (ProblemException e) {
            assertThat(e.code())
                    .isIn(
                            "stock-short",
                            "stock-bound",
                            "already-reversed",
                            "status-same",
                            "not-on-hold",
                            "bin-missing");
            refusals.incrementAndGet();
        }
    }

    private void receive(Random random, String sku, String lot) {
        var order = order(random, Deed.RECEIVE, sku, lot, null);
        does(order, Map.of(order.part(), order.pieces()));
    }

    private void handle(Random random, String sku, String lot) {
        var deeds = List.of(Deed.HOLD, Deed.UNHOLD, Deed.DAMAGE, Deed.QUARANTINE, Deed.PUT_AWAY);
        var order = order(random, deeds.get(random.nextInt(deeds.size())), sku, lot, random.nextBoolean() ? "A" : "B");
        StockPart from = order.part();
        StockPart to = switch (order.deed()) {
            case HOLD -> from.with(StockStatus.ON_HOLD);
            case UNHOLD -> from.with(StockStatus.AVAILABLE);
            case DAMAGE -> from.with(StockStatus.DAMAGED);
            case QUARANTINE -> from.with(StockStatus.QUARANTINED);
            case PUT_AWAY -> from.in(order.toBin());
            default -> null;
        };
        does(
                order,
                to == null
                        ? Map.of(from, -order.pieces())
                        : from.equals(to) ? Map.of() : Map.of(from, -order.pieces(), to, order.pieces()));
    }

    private void does(Order order, Map<StockPart, Long> effect) {
        String act = work.act(worker(), order, "key-" + ids.next()).actId();
        count(effect, 1);
        undoable.add(new Undoable(act, effect));
    }

    private void undo() {
        var act = undoable.poll();
        if (act != null) {
            if (act.actId().hashCode() % 2 == 0) {
                // Others try the same act.
                undoable.add(act);
            }
            work.reverse(worker(), act.actId(), new Reversal("录错"), "key-" + ids.next());
            count(act.effect(), -1);
        }
    }

    private void buy(Random random, String sku) {
        String order = ids.next();
        long pieces = 1 + random.nextInt(3);
        var lines = Map.of(order, List.of(new StockLine(sku, HUB, pieces)));
        try {
            transactions.run(() -> {
                if (!stock.reserve(StandInNetwork.COUNTY, lines, true)) {
                    throw new Short();
                }
            });
        } catch (Short _) {
            refusals.incrementAndGet();
            return;
        }
        if (random.nextBoolean()
                && transactions.run(() -> picking.pick(order, List.of(), "packer")) instanceof Picked.Taken) {
            add(picked, sku, pieces);
        } else {
            add(unpicked, sku, pieces);
        }
    }

    private static Order order(Random random, Deed deed, String sku, String lot, String toBin) {
        var statuses = StockStatus.values();
        String bin = List.of("", "", "A", "B").get(random.nextInt(4));
        return new Order(
                deed,
                HUB,
                sku,
                lot,
                deed == Deed.RECEIVE && lot != null ? LocalDate.of(2027, 1, lot.startsWith("LA") ? 1 : 2) : null,
                null,
                OWNERS.get(random.nextInt(OWNERS.size())),
                random.nextBoolean() ? StockStatus.AVAILABLE : statuses[random.nextInt(statuses.length)],
                bin.isEmpty() ? null : bin,
                toBin,
                1L + random.nextInt(5),
                "随机",
                null);
    }

    private static Caller worker() {
        return new Caller("WORKER", List.of(new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.NODE, HUB))));
    }

    private void count(Map<StockPart, Long> effect, int sign) {
        effect.forEach((part, pieces) ->
                model.computeIfAbsent(part, _ -> new AtomicLong()).addAndGet(sign * pieces));
    }

    private static void add(Map<String, AtomicLong> sums, String sku, long pieces) {
        sums.computeIfAbsent(sku, _ -> new AtomicLong()).addAndGet(pieces);
    }

    private static long of(Map<String, AtomicLong> sums, String sku) {
        return sums.getOrDefault(sku, new AtomicLong()).get();
    }

    private long level(String sku, String column) {
        return sql.one(
                        "SELECT " + column + " AS pieces FROM log_stock_level WHERE sku_code = ? AND node_code = ?",
                        row -> row.number("pieces"),
                        sku,
                        HUB)
                .orElse(0L);
    }

    private long pieces(StockPart part) {
        return sql.one(
                        "SELECT on_hand FROM log_stock_lot WHERE sku_code = ? AND node_code = ? AND lot_code = ?"
                                + " AND owner = ? AND status = ? AND bin_code = ?",
                        row -> row.number("on_hand"),
                        part.skuCode(),
                        part.nodeCode(),
                        part.lotCode(),
                        new StockOwner(part.owner().text()).text(),
                        part.status(),
                        part.bin())
                .orElse(0L);
    }

    private static final class Short extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
