package org.cunlu.logistics.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ReserveDeed;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.StandInReserve;
import org.cunlu.logistics.standin.StandInReserve.Turn;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Several people take in, sell, turn, release, count short and make good, 5,000 times and at once. After every step the floor is
 * what the reserve's good pieces are, and no sale has come below it; in the end the audit finds nothing.
 */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReserveRandomTest extends Granary {
    private static final int PEOPLE = 5;
    private static final int STEPS = 1_000;

    private final Map<Kind, AtomicLong> done = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> refused = new ConcurrentHashMap<>();

    private enum Kind {
        INTAKE,
        OWN,
        SALE,
        ROTATION,
        RELEASE,
        COUNT,
        MAKE_GOOD,
        THEFT
    }

    @Inject
    StandInReserve shelf;

    @Test
    void floorAndOwnersHoldAfterEveryStep() throws Exception {
        long seed = Long.getLong("cunlu.seed", System.nanoTime());
        System.out.println("ReserveRandomTest: seed " + seed);
        found("WHEAT", 100_000);
        String one = "LA" + sku;
        String other = "LB" + sku;
        take(one, 500);
        take(other, 500);
        own(one, 200);
        Rivals.all(PEOPLE, rival -> {
            var random = new Random(seed + rival);
            for (int i = 0; i < STEPS; i++) {
                step(random, random.nextBoolean() ? one : other);
                assertThat(crooked())
                        .as("seed %d, step %d of %d", seed, i, rival)
                        .isEmpty();
            }
            return true;
        });
        assertThat(done.keySet())
                .as("seed %d", seed)
                .contains(Kind.INTAKE, Kind.SALE, Kind.ROTATION, Kind.RELEASE, Kind.COUNT, Kind.MAKE_GOOD);
        assertThat(done).as("seed %d", seed).doesNotContainKey(Kind.THEFT);
        assertThat(refused).as("seed %d", seed).containsKeys("reserve-bound", "below-minimum-share", "sold out");
        assertThat(audit.violations()).as("seed %d", seed).isEmpty();
        System.out.println("ReserveRandomTest: " + done + " refused " + refused);
    }

    private void step(Random random, String lot) {
        Kind kind = pick(random);
        long pieces = 1 + random.nextInt(20);
        try {
            switch (kind) {
                case INTAKE -> take(lot, pieces);
                case OWN -> own(lot, pieces);
                case SALE -> {
                    if (!sell(pieces)) {
                        refused.computeIfAbsent("sold out", _ -> new AtomicLong())
                                .incrementAndGet();
                        return;
                    }
                }
                case ROTATION -> turn(lot, pieces);
                case RELEASE -> release(lot, pieces);
                case COUNT -> post(What.ADJUSTED, new Change(part(lot, StockStatus.AVAILABLE), -1));
                case MAKE_GOOD -> {
                    if (!makeGood(lot)) {
                        return;
                    }
                }
                case THEFT -> steal(random, lot);
            }
            done.computeIfAbsent(kind, _ -> new AtomicLong()).incrementAndGet();
        } catch (ProblemException e) {
            refused.computeIfAbsent(e.code(), _ -> new AtomicLong()).incrementAndGet();
        }
    }

    private static Kind pick(Random random) {
        int some = random.nextInt(100);
        if (some < 12) {
            return Kind.INTAKE;
        }
        if (some < 24) {
            return Kind.OWN;
        }
        if (some < 60) {
            return Kind.SALE;
        }
        if (some < 76) {
            return Kind.ROTATION;
        }
        if (some < 84) {
            return Kind.RELEASE;
        }
        return some < 86 ? Kind.COUNT : some < 95 ? Kind.MAKE_GOOD : Kind.THEFT;
    }

    /** As approved: the books of the rotation are those of its own test. */
    private void turn(String lot, long pieces) {
        var reserved = reserves.lots(holding.code()).stream()
                .filter(each -> each.lotCode().equals(lot))
                .findFirst()
                .orElseThrow();
        shelf.turn(new Turn(reserved, pieces));
    }

    private void release(String lot, long pieces) {
        var good = part(lot, StockStatus.AVAILABLE);
        var own = new StockPart(sku, HUB, lot, StockOwner.OWN, StockStatus.ON_HOLD, "");
        transactions.run(() -> book.post(
                act(What.ADJUSTED, ReserveDeed.RELEASE.document(ids.next())),
                List.of(new Change(good, -pieces), new Change(own, pieces))));
    }

    private boolean makeGood(String lot) {
        var open = claims.of(holding.code(), "", 5_000).stream()
                .filter(each -> each.state() == ClaimTable.State.OPEN)
                .findFirst();
        open.ifPresent(each -> claiming.makeGood(AUTHORITY, each.claimId(), new Claiming.Making(lot, 1L), key()));
        return open.isPresent();
    }

    private void steal(Random random, String lot) {
        var good = part(lot, StockStatus.AVAILABLE);
        if (random.nextBoolean()) {
            post(What.TRANSFERRED, new Change(good, -1));
        } else {
            post(
                    What.ADJUSTED,
                    new Change(good, -1),
                    new Change(part(lot, StockStatus.AVAILABLE).in("B1"), 1));
        }
    }

    /** One statement, so that it sees one moment. @return what is wrong in it */
    private List<String> crooked() {
        return sql.list(
                "SELECT CONCAT('floor ', v.floor_qty, ' parts ', s.good, ' lots ', l.good, ' free ',"
                        + " v.on_hand - v.on_hold - v.allocated - v.earmarked - v.floor_qty) AS told FROM log_stock_level v"
                        + " JOIN (SELECT SUM(on_hand) AS good FROM log_stock_lot WHERE sku_code = ? AND node_code = ?"
                        + " AND owner LIKE 'RESERVE:%' AND status = 'AVAILABLE') s"
                        + " JOIN (SELECT SUM(good) AS good FROM log_reserve_lot WHERE sku_code = ?) l"
                        + " WHERE v.sku_code = ? AND v.node_code = ? AND (v.floor_qty <> s.good OR v.floor_qty <> l.good"
                        + " OR v.on_hand - v.on_hold - v.allocated - v.earmarked - v.floor_qty < 0)",
                row -> row.string("told"), sku, HUB, sku, sku, HUB);
    }
}
