package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Picking.LotQuantity;
import org.cunlu.logistics.Picking.Picked;
import org.cunlu.logistics.Picking.Reason;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.standin.Rivals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Pieces of orders are picked, by lot, also while others give back. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderPickingTest extends OrdersShelf {
    @Test
    void payingAndGivingBackAtOnceEndsInOneOfTheTwo() throws Exception {
        String sku = stocked(40);
        for (int round = 0; round < 20; round++) {
            String order = ids.next();
            reserve(order, new StockLine(sku, NODE, 2));
            var answers = Rivals.all(
                    2,
                    rival -> rival == 0
                            ? transactions.run(() -> stock.allocate(order))
                            : transactions.run(() -> {
                                stock.release(order);
                                return true;
                            }));
            assertThat(answers.get(1)).isTrue();
            // Given back either way: a release after payment takes what was allocated.
            assertThat(claims.of(List.of(order))).isEmpty();
            assertThat(available(sku)).isEqualTo(40);
        }
    }

    @Test
    void packingAndGivingBackAtOnceEndsInOneOfTheTwo() throws Exception {
        String sku = stocked(100);
        long gone = 0;
        for (int round = 0; round < 20; round++) {
            String order = ids.next();
            reserve(order, new StockLine(sku, NODE, 2));
            allocate(order);
            var answers = Rivals.all(2, rival -> {
                if (rival == 0) {
                    return pick(order) instanceof Picked.Taken;
                }
                transactions.run(() -> stock.release(order));
                return false;
            });
            gone += answers.getFirst() ? 2 : 0;
            assertThat(claims.of(List.of(order))).hasSize(answers.getFirst() ? 1 : 0);
            assertThat(onHand(sku)).isEqualTo(100 - gone);
            assertThat(available(sku)).isEqualTo(100 - gone);
        }
    }

    @Test
    void whatIsPickedIsGoneAndCannotBeGivenBack() {
        String sku = stocked(10);
        String order = ids.next();
        reserve(order, new StockLine(sku, NODE, 4));
        assertThat(pick(order)).isEqualTo(new Picked.Refused(Reason.NOT_ALLOCATED, null));
        allocate(order);
        assertThat(pick(order)).isEqualTo(new Picked.Taken(List.of()));
        assertThat(pick(order)).isEqualTo(new Picked.Refused(Reason.NOT_ALLOCATED, null));
        transactions.run(() -> stock.release(order));
        assertThat(onHand(sku)).isEqualTo(6);
        assertThat(available(sku)).isEqualTo(6);
    }

    @Test
    void lotsGoFirstExpiredFirstOutAndNotAfterTheirDay() {
        clock.set(java.time.Instant.parse("2026-11-23T04:00:00Z"));
        String sku = tracked(
                "LA" + ids.next(),
                "2026-11-22",
                0,
                "LB" + ids.next(),
                "2026-11-23",
                3,
                "LC" + ids.next(),
                "2026-12-01",
                5);
        var lots = lots(sku);
        String order = allocated(sku, 4);
        assertThat(pick(order))
                .isEqualTo(new Picked.Taken(
                        List.of(new LotQuantity(sku, lots.get(1), 3), new LotQuantity(sku, lots.get(2), 1))));
        // Shanghai is eight hours ahead: at 16:00 UTC the next day has begun there, and 2026-12-01 is still to come.
        clock.set(java.time.Instant.parse("2026-12-01T15:59:59Z"));
        assertThat(pick(allocated(sku, 1))).isInstanceOf(Picked.Taken.class);
        String late = allocated(sku, 1);
        clock.set(java.time.Instant.parse("2026-12-01T16:00:00Z"));
        assertThat(pickRolledBack(late, List.of())).isEqualTo(new Picked.Refused(Reason.LOT_SHORT, sku));
        clock.set(java.time.Instant.parse("2026-11-23T00:00:00Z"));
    }

    @Test
    void namedLotsAreChecked() {
        String first = "NA" + ids.next();
        String second = "NB" + ids.next();
        String sku = tracked(first, "2027-01-01", 3, second, "2027-02-01", 3, "NC" + ids.next(), "2027-03-01", 0);
        String order = allocated(sku, 4);
        assertThat(pickRolledBack(order, named(sku, first, 3))).isEqualTo(new Picked.Refused(Reason.LOT_QUANTITY, sku));
        assertThat(pickRolledBack(order, named(sku, first, 4))).isEqualTo(new Picked.Refused(Reason.LOT_SHORT, sku));
        assertThat(pickRolledBack(order, named(sku, "NO-SUCH", 4)))
                .isEqualTo(new Picked.Refused(Reason.LOT_UNKNOWN, sku));
        assertThat(pickRolledBack(order, named("OTHER", first, 4)))
                .isEqualTo(new Picked.Refused(Reason.LOT_UNKNOWN, "OTHER"));
        var both = List.of(new LotQuantity(sku, second, 3), new LotQuantity(sku, first, 1));
        assertThat(pickRolledBack(order, both))
                .isEqualTo(new Picked.Taken(List.of(new LotQuantity(sku, first, 1), new LotQuantity(sku, second, 3))));
        assertThat(onHand(sku)).isEqualTo(2);
    }

    private String tracked(String a, String ea, int qa, String b, String eb, int qb, String c, String ec, int qc) {
        String sku = catalog.sku("T" + ids.next(), StorageClass.DRY, true);
        catalog.lot(a, sku, LocalDate.parse(ea));
        load(
                sku + "," + NODE + "," + a + ",," + qa,
                sku + "," + NODE + "," + b + "," + eb + "," + qb,
                sku + "," + NODE + "," + c + "," + ec + "," + qc);
        return sku;
    }

    private List<String> lots(String sku) {
        return sql.list(
                "SELECT lot_code FROM log_stock_lot WHERE sku_code = ? ORDER BY lot_code",
                row -> row.string("lot_code"),
                sku);
    }

    private static List<LotQuantity> named(String sku, String lot, long quantity) {
        return List.of(new LotQuantity(sku, lot, quantity));
    }

    private Picked pick(String order) {
        return pickRolledBack(order, List.of());
    }

    /** A refusal rolls back, as the caller of picking must. */
    private Picked pickRolledBack(String order, List<LotQuantity> named) {
        var answer = new Picked[1];
        try {
            transactions.run(() -> {
                answer[0] = picking.pick(order, named, "packer");
                if (answer[0] instanceof Picked.Refused) {
                    throw new Short();
                }
            });
        } catch (Short _) {
            assertThat(answer[0]).isInstanceOf(Picked.Refused.class);
        }
        return answer[0];
    }

    private long onHand(String sku) {
        return sql.one(
                        "SELECT on_hand FROM log_stock_level WHERE sku_code = ? AND node_code = ?",
                        row -> row.number("on_hand"),
                        sku,
                        NODE)
                .orElseThrow();
    }
}
