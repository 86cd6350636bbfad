package org.cunlu.logistics.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.TrailSeals;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.release.RealReleases;
import org.cunlu.logistics.rotation.RealTurning;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Several people take in, sell, turn, release, count short and make good, 5,000 times and at once, each rotation and release by its
 * proposal and approval. After every step the floor is what the reserve's good pieces are, pieces are whose they are said to be, no
 * sale has come below the floor, and the trail's chain ends where its head says; in the end the audit finds nothing.
 */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReserveRandomTest extends Granary {
    private static final int PEOPLE = 5;
    private static final int STEPS = 1_000;
    private static final int STEPS_MAX = 4 * STEPS;
    private static final int SEALED_EVERY = 20;
    private static final RealReleases.People THREE =
            new RealReleases.People(OFFICER, person("REVIEWER", Role.RESERVE_REVIEWER), AUTHORITY);

    private final Map<Kind, AtomicLong> done = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> refused = new ConcurrentHashMap<>();

    private enum Kind {
        INTAKE,
        OWN,
        SALE,
        ROTATION,
        REFILL,
        RELEASE,
        PRE_EMPTION,
        COUNT,
        MAKE_GOOD,
        THEFT
    }

    /** What every walk comes to: the rarest by chance only after some more steps than the others. */
    private static final Set<Kind> ALL = EnumSet.of(
            Kind.INTAKE,
            Kind.SALE,
            Kind.ROTATION,
            Kind.REFILL,
            Kind.RELEASE,
            Kind.PRE_EMPTION,
            Kind.COUNT,
            Kind.MAKE_GOOD);

    private final Queue<Out> out = new ConcurrentLinkedQueue<>();

    /** A rotation that waits for its refill. */
    private record Out(String rotationId, long pieces) {}

    @Inject
    RealTurning turning;

    @Inject
    RealReleases releases;

    @Inject
    TrailSeals seals;

    /** What is sent on its way here rides on no other test's bus. */
    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(Room.properties());
        properties.putAll(TestServers.properties("reserverandom", Server.DATABASE));
        return properties;
    }

    private boolean missesAny() {
        return !done.keySet().containsAll(ALL);
    }

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
        long begun = System.nanoTime();
        Rivals.all(PEOPLE, rival -> {
            var random = new Random(seed + rival);
            for (int i = 0; i < STEPS || (missesAny() && i < STEPS_MAX); i++) {
                step(random, random.nextBoolean() ? one : other);
                if (i % SEALED_EVERY == 0) {
                    seals.sealAll();
                }
                assertThat(crooked())
                        .as("seed %d, step %d of %d", seed, i, rival)
                        .isEmpty();
            }
            return true;
        });
        assertThat(done.keySet()).as("seed %d", seed).containsAll(ALL);
        assertThat(done).as("seed %d", seed).doesNotContainKey(Kind.THEFT);
        assertThat(refused).as("seed %d", seed).containsKeys("reserve-bound", "sold out");
        assertThat(audit.violations()).as("seed %d", seed).isEmpty();
        System.out.println("ReserveRandomTest: " + done + " refused " + refused + " in "
                + (System.nanoTime() - begun) / 1_000_000 + " ms");
        aPieceIsMissing("LD" + sku);
        everyFaultIsFound();
        assertThat(audit.violations()).isEmpty();
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
                case REFILL -> {
                    if (!refill()) {
                        return;
                    }
                }
                case RELEASE -> releases.approved(THREE, sku, pieces, false, random.nextInt(8) == 0);
                case PRE_EMPTION -> releases.approved(THREE, sku, standing() + 1, true, false);
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
        if (some < 70) {
            return Kind.ROTATION;
        }
        if (some < 81) {
            return Kind.REFILL;
        }
        if (some < 84) {
            return Kind.RELEASE;
        }
        if (some == 84) {
            return random.nextInt(10) == 0 ? Kind.PRE_EMPTION : Kind.INTAKE;
        }
        return some < 87 ? Kind.COUNT : some < 95 ? Kind.MAKE_GOOD : Kind.THEFT;
    }

    private void turn(String lot, long pieces) {
        String id = reserves.lots(holding.code()).stream()
                .filter(each -> each.lotCode().equals(lot))
                .findFirst()
                .orElseThrow()
                .id();
        out.add(new Out(turning.out(OFFICER, AUTHORITY, id, pieces), pieces));
    }

    /** As many new ones as went out, of a lot of their own. */
    private boolean refill() {
        Out waiting = out.poll();
        if (waiting == null) {
            return false;
        }
        var came = arrive("LC" + sku, waiting.pieces(), waiting.rotationId());
        intakes.inspect(OFFICER, came.intakeId(), new Intakes.Inspection(true, "水分 12.5%", 200L), key());
        return true;
    }

    /** @return all good pieces of the reserve */
    private long standing() {
        return level("floor_qty");
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
                "SELECT CONCAT('floor ', v.floor_qty, ' parts ', s.good, ' lots ', l.good, ' held ', s.held, ' lots ', l.held,"
                        + " ' on hand ', v.on_hand, ' parts ', s.here, ' free ',"
                        + " v.on_hand - v.on_hold - v.allocated - v.earmarked - v.floor_qty) AS told FROM log_stock_level v"
                        + " JOIN (SELECT SUM(on_hand) AS here, SUM(IF(owner LIKE 'RESERVE:%', IF(status = 'AVAILABLE', on_hand,"
                        + " 0), 0)) AS good, SUM(IF(owner LIKE 'RESERVE:%', IF(status = 'AVAILABLE', 0, on_hand), 0)) AS held"
                        + " FROM log_stock_lot WHERE sku_code = ? AND node_code = ?) s"
                        + " JOIN (SELECT SUM(good) AS good, SUM(held) AS held FROM log_reserve_lot WHERE sku_code = ?) l"
                        + " WHERE v.sku_code = ? AND v.node_code = ? AND (v.floor_qty <> s.good OR v.floor_qty <> l.good"
                        + " OR s.held <> l.held OR v.on_hand <> s.here"
                        + " OR v.on_hand - v.on_hold - v.allocated - v.earmarked - v.floor_qty < 0)"
                        + " UNION ALL SELECT CONCAT('the chain does not end at its head ', h.seal_number)"
                        + " FROM ker_trail_head h WHERE h.seal_number <> (SELECT COALESCE(MAX(seal_number), 0)"
                        + " FROM ker_trail_seal) OR (h.seal_number > 0 AND NOT EXISTS (SELECT 1 FROM ker_trail_seal t"
                        + " WHERE t.seal_number = h.seal_number AND t.seal = h.seal))",
                row -> row.string("told"), sku, HUB, sku, sku, HUB);
    }

    private void aPieceIsMissing(String lot) {
        take(lot, 5);
        post(What.ADJUSTED, new Change(part(lot, StockStatus.AVAILABLE), -1));
    }

    /** Each fault is planted in a transaction that is rolled back. That somebody approves his own release the database itself refuses. */
    private void everyFaultIsFound() {
        var faults = new LinkedHashMap<String, String>();
        faults.put(
                "UPDATE log_reserve_entry SET good_delta = good_delta + 1 WHERE deed = 'INTAKE' LIMIT 1",
                "reserve by owner");
        faults.put(
                "UPDATE log_stock_movement SET owner = 'OWN' WHERE owner LIKE 'RESERVE:%' LIMIT 1", "reserve by owner");
        faults.put("UPDATE log_reserve_lot SET good = good + 1 LIMIT 1", "reserve lots and holdings = entries");
        faults.put("UPDATE log_stock_movement SET cause_kind = 'ORDER' WHERE floor_delta < 0 LIMIT 1", "floor crossed");
        faults.put("UPDATE log_reserve_entry SET document_id = NULL WHERE deed = 'RELEASE' LIMIT 1", "floor crossed");
        faults.put("UPDATE log_reserve_entry SET document_id = act_id WHERE deed = 'RELEASE' LIMIT 1", "floor crossed");
        faults.put(
                "UPDATE log_stock_act SET document_id = act_id WHERE document_kind = 'RELEASE' LIMIT 1",
                "left reserves by releases");
        faults.put(
                "UPDATE log_reserve_entry SET document_id = act_id WHERE deed = 'ROTATE_OUT' LIMIT 1", "floor crossed");
        faults.put(
                "UPDATE log_reserve_rotation SET decided_by = proposed_by WHERE out_on IS NOT NULL LIMIT 1",
                "floor crossed");
        faults.put(
                "UPDATE log_reserve_claim SET pieces = pieces + 1, made_good = made_good + 1 LIMIT 1", "floor crossed");
        faults.put("DELETE FROM log_reserve_claim WHERE state = 'OPEN' LIMIT 1", "what is missing of a reserve");
        faults.put("UPDATE log_reserve_intake SET inspected_by = registered_by LIMIT 1", "reserve taken in");
        faults.put("UPDATE log_release SET approved_by = 'nobody' WHERE approved_by IS NOT NULL LIMIT 1", "two people");
        faults.put(
                "UPDATE log_release SET valid_until = '2000-01-01' WHERE approved_by IS NOT NULL LIMIT 1",
                "two people");
        faults.put("DELETE FROM log_release_step WHERE to_state = 'APPROVED' LIMIT 1", "two people");
        faults.put(
                "UPDATE ker_trail SET actor = 'nobody' WHERE act = 'logistics.release-approve' LIMIT 1",
                "trail unbroken");
        faults.put("DELETE FROM ker_trail WHERE act = 'logistics.release-approve' LIMIT 1", "trail unbroken");
        faults.forEach((fault, name) -> assertThat(found(fault)).as(fault).anyMatch(each -> each.contains(name)));
    }

    private Set<String> found(String fault) {
        var found = new AtomicReference<Set<String>>();
        try {
            transactions.run(() -> {
                assertThat(sql.change(fault)).as(fault).isPositive();
                found.set(audit.violations().keySet());
                throw new Undone();
            });
        } catch (Undone e) {
            return found.get();
        }
        throw new AssertionError("it was kept: " + fault);
    }

    private static final class Undone extends RuntimeException {}
}
