package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.Picking;
import org.cunlu.logistics.Picking.Picked;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.cunlu.logistics.standin.StandInNetwork;
import org.cunlu.logistics.stock.WarehouseDoor.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Several people ship, receive, lose, count, adjust, sign and sell at three nodes at once, and a plain map keeps count of
 * what was answered with success. In the end the tables say the same as the map, node by node and on the road.
 */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PapersRandomTest implements TestPropertyProvider {
    private static final List<String> NODES =
            List.of(StandInNetwork.HUB, StandInNetwork.TOWN1, StandInNetwork.VILLAGE11);
    private static final String ROAD = "road";
    private static final int WORKERS = 6;
    private static final int DEEDS = 40;

    @Inject
    EmbeddedServer server;

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

    private final Map<String, AtomicLong> model = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> tally = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Proposed> proposed = new ConcurrentLinkedQueue<>();
    private WarehouseDoor door;
    private String worker;
    private String second;
    private String dispatcher;
    private String sku;

    private record Sent(String id, String to) {}

    private record Proposed(String id, String node) {}

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    @Test
    void theTablesSayWhatAPlainMapSays() throws Exception {
        long seed = System.nanoTime();
        System.out.println("PapersRandomTest: seed " + seed);
        clock.set(Instant.now());
        door = WarehouseDoor.at(server);
        worker = door.person(new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.SUBTREE, StandInNetwork.HUB)));
        second = door.person(new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.SUBTREE, StandInNetwork.HUB)));
        dispatcher = door.person(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, StandInNetwork.HUB)));
        sku = catalog.sku("Q" + ids.next(), StorageClass.DRY, false);
        NODES.forEach(node -> receive(node, 10));
        Rivals.all(WORKERS, rival -> {
            var random = new Random(seed + rival);
            for (int i = 0; i < DEEDS; i++) {
                deed(random, NODES.get(random.nextInt(NODES.size())));
            }
            return true;
        });
        System.out.println("PapersRandomTest: " + tally);
        assertThat(tally).as("seed %d", seed).containsKeys("ship 201", "come 200", "adjust 201", "count 200");
        assertThat(audit.violations()).as("seed %d", seed).isEmpty();
        for (String node : NODES) {
            assertThat(onHand(node)).as("seed %d: %s", seed, node).isEqualTo(of(node));
        }
        assertThat(onTheRoad()).as("seed %d", seed).isEqualTo(of(ROAD));
    }

    private void deed(Random random, String node) {
        long pieces = 1 + random.nextInt(5);
        switch (random.nextInt(9)) {
            case 0 -> receive(node, pieces);
            case 1, 2 -> ship(node, NODES.get((NODES.indexOf(node) + 1 + random.nextInt(2)) % 3), pieces);
            case 3, 4 -> come(pieces, random.nextInt(2));
            case 5 -> lose(random);
            case 6 -> adjust(node, random.nextBoolean() ? pieces : -pieces);
            case 7 -> count(random, node);
            default -> {
                sell(node, pieces);
                sign(random);
            }
        }
    }

    private void receive(String node, long pieces) {
        var body = Map.of("deed", "RECEIVE", "node", node, "skuCode", sku, "pieces", pieces);
        if (done("receive", door.post("/api/station/stock/acts", body, worker))) {
            add(node, pieces);
        }
    }

    private void ship(String from, String to, long pieces) {
        var lines = List.of(Map.of("skuCode", sku, "pieces", pieces));
        var answer = door.post(
                "/api/station/transfers",
                Map.of("fromNode", from, "toNode", to, "carriage", "OWN", "lines", lines),
                worker);
        if (done("ship", answer)) {
            add(from, -pieces);
            add(ROAD, pieces);
            sent.add(new Sent(answer.text("transferId"), to));
        }
    }

    private void come(long good, long damaged) {
        Sent one = sent.poll();
        if (one != null) {
            sent.add(one);
            var lines = List.of(Map.of("lineNo", 1, "good", good, "damaged", damaged));
            var answer = door.post("/api/station/transfers/" + one.id() + "/receipts", Map.of("lines", lines), worker);
            if (done("come", answer)) {
                add(one.to(), good + damaged);
                add(ROAD, -good - damaged);
            }
        }
    }

    private void lose(Random random) {
        Sent one = random.nextInt(3) == 0 ? sent.peek() : null;
        if (one != null) {
            String path = "/api/dispatch/transfers/" + one.id() + "/loss";
            var answer = door.post(path, Map.of("reason", "没到"), dispatcher);
            if (done("lose", answer)) {
                add(ROAD, -line(answer, "lost"));
            }
        }
    }

    private void adjust(String node, long pieces) {
        var lines = List.of(Map.of("skuCode", sku, "pieces", pieces));
        var body = Map.of("node", node, "scrap", false, "reason", "随机", "lines", lines);
        var answer = door.post("/api/station/adjustments", body, worker);
        if (done("adjust", answer)) {
            settle(answer.text("adjustmentId"), node);
        }
    }

    private void count(Random random, String node) {
        var sheet = door.post("/api/station/counts", Map.of("node", node, "skuCodes", List.of(sku)), worker);
        boolean open = done("open", sheet);
        while (open) {
            String path = "/api/station/counts/" + sheet.text("countId");
            if (random.nextInt(5) == 0) {
                done("cancel", door.post(path + "/cancellation", Map.of(), worker));
                return;
            }
            var lines = asked(sheet).stream()
                    .map(line -> Map.of("lineNo", line.get("lineNo"), "pieces", random.nextInt(9)))
                    .toList();
            // Who counted does not count again.
            String counter = "RECOUNTING".equals(sheet.text("state")) ? second : worker;
            sheet = door.post(path + "/results", Map.of("lines", lines), counter);
            open = done("count", sheet) && "RECOUNTING".equals(sheet.text("state"));
            if (!open && sheet.body().get("adjustmentId") != null) {
                settle(sheet.text("adjustmentId"), node);
            }
        }
    }

    /** What is posted counts now, what is proposed when it is signed. */
    private void settle(String adjustment, String node) {
        String state = sql.one(
                        "SELECT state FROM log_adjustment WHERE adjustment_id = ?",
                        row -> row.string("state"),
                        adjustment)
                .orElseThrow();
        if (state.equals("PROPOSED")) {
            proposed.add(new Proposed(adjustment, node));
        } else {
            add(node, adjusted(adjustment));
        }
    }

    private void sign(Random random) {
        Proposed one = proposed.poll();
        if (one != null) {
            boolean approve = random.nextInt(4) > 0;
            String path = "/api/dispatch/adjustments/" + one.id() + "/decision";
            if (done("sign", door.post(path, Map.of("approve", approve), dispatcher)) && approve) {
                add(one.node(), adjusted(one.id()));
            }
        }
    }

    private void sell(String node, long pieces) {
        String order = ids.next();
        var lines = Map.of(order, List.of(new StockLine(sku, node, pieces)));
        try {
            transactions.run(() -> {
                if (!stock.reserve(StandInNetwork.COUNTY, lines, true)) {
                    throw new Short();
                }
            });
        } catch (Short _) {
            return;
        }
        if (transactions.run(() -> picking.pick(order, List.of(), "packer")) instanceof Picked.Taken) {
            add(node, -pieces);
        }
    }

    private boolean done(String what, Answer answer) {
        tally.computeIfAbsent(what + " " + answer.status(), _ -> new AtomicLong())
                .incrementAndGet();
        if (answer.status() >= 400) {
            assertThat(answer.body().get("code"))
                    .as("%s: %s", what, answer.body())
                    .isIn(
                            "stock-short",
                            "stock-bound",
                            "being-counted",
                            "more-than-shipped",
                            "nothing-in-transit",
                            "already-decided");
        }
        return answer.status() < 400;
    }

    private long adjusted(String adjustment) {
        return sql.one(
                        "SELECT SUM(pieces) AS pieces FROM log_adjustment_line WHERE adjustment_id = ?",
                        row -> row.number("pieces"),
                        adjustment)
                .orElseThrow();
    }

    private long onHand(String node) {
        return sql.one(
                        "SELECT on_hand FROM log_stock_level WHERE sku_code = ? AND node_code = ?",
                        row -> row.number("on_hand"),
                        sku,
                        node)
                .orElseThrow();
    }

    private long onTheRoad() {
        return sql.one(
                        "SELECT COALESCE(SUM(shipped - received - lost), 0) AS pieces FROM log_transfer_line"
                                + " WHERE sku_code = ?",
                        row -> row.number("pieces"),
                        sku)
                .orElseThrow();
    }

    private void add(String where, long pieces) {
        model.computeIfAbsent(where, _ -> new AtomicLong()).addAndGet(pieces);
    }

    private long of(String where) {
        return model.getOrDefault(where, new AtomicLong()).get();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> asked(Answer sheet) {
        return (List<Map<String, Object>>) sheet.body().getOrDefault("ask", List.of());
    }

    @SuppressWarnings("unchecked")
    private static long line(Answer answer, String name) {
        return ((Number) ((List<Map<String, Object>>) answer.body().get("lines"))
                        .getFirst()
                        .get(name))
                .longValue();
    }

    private static final class Short extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
