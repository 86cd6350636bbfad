package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.cunlu.logistics.StockClaims;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.standin.Rivals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Pieces are reserved, allocated and given back: never one more than there are. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderStockTest extends OrdersShelf {
    @Test
    void aHundredPiecesAreSoldToAHundredOfManyBuyersAndNeverToOneMore() throws Exception {
        String sku = stocked(100);
        var bought = Rivals.all(160, rival -> reserve(ids.next(), new StockLine(sku, NODE, 1)));
        assertThat(bought.stream().filter(got -> got)).hasSize(100);
        assertThat(available(sku)).isZero();
    }

    @Test
    void theLastPieceGoesAndThePieceAfterItDoesNot() {
        String sku = stocked(3);
        assertThat(reserve(ids.next(), new StockLine(sku, NODE, 4))).isFalse();
        assertThat(reserve(ids.next(), new StockLine(sku, NODE, 3))).isTrue();
        assertThat(reserve(ids.next(), new StockLine(sku, NODE, 1))).isFalse();
    }

    @Test
    void aShortSecondLineLeavesNothingOfTheFirst() {
        String plenty = stocked(10);
        String scarce = stocked(1);
        String order = ids.next();
        assertThat(reserve(order, new StockLine(plenty, NODE, 2), new StockLine(scarce, NODE, 2)))
                .isFalse();
        assertThat(available(plenty)).isEqualTo(10);
        assertThat(claims.of(List.of(order))).isEmpty();
        assertThat(movements(order)).isZero();
    }

    @Test
    void aSkuWithoutALevelIsShort() {
        assertThat(reserve(ids.next(), new StockLine("NOWHERE", NODE, 1))).isFalse();
    }

    @Test
    void ordersOfOneGroupAreCountedTogether() {
        String sku = stocked(5);
        var both = Map.of(
                ids.next(), List.of(new StockLine(sku, NODE, 3)),
                ids.next(), List.of(new StockLine(sku, NODE, 2), new StockLine(sku, NODE, 1)));
        assertThat(reserveAll(both)).isFalse();
        var fitting = Map.of(
                ids.next(), List.of(new StockLine(sku, NODE, 3)), ids.next(), List.of(new StockLine(sku, NODE, 2)));
        assertThat(reserveAll(fitting)).isTrue();
        assertThat(available(sku)).isZero();
    }

    @Test
    void buyersOfTwoThingsInAnyOrderNeverWaitForEachOtherForEver() throws Exception {
        long seed = System.nanoTime();
        System.out.println("OrderStockTest two-line orders: seed " + seed);
        var skus = IntStream.range(0, 6).mapToObj(i -> stocked(30)).toList();
        var wants = IntStream.range(0, 120)
                .mapToObj(i -> {
                    var mixed = new ArrayList<>(skus);
                    Collections.shuffle(mixed, new Random(seed + i));
                    return List.of(new StockLine(mixed.get(0), NODE, 1), new StockLine(mixed.get(1), NODE, 2));
                })
                .toList();
        var bought =
                Rivals.all(120, rival -> reserve(ids.next(), wants.get(rival).toArray(StockLine[]::new)));
        // 120 orders of 3 pieces want 360 of 180: most of what is there goes, never more.
        assertThat(bought.stream().filter(got -> got).count()).isBetween(45L, 60L);
        skus.forEach(sku -> assertThat(available(sku)).isBetween(0L, 30L));
    }

    @Test
    void givingBackTwiceReturnsThePiecesOnce() throws Exception {
        String sku = stocked(10);
        String order = ids.next();
        reserve(order, new StockLine(sku, NODE, 4));
        Rivals.all(
                4,
                rival -> transactions.run(() -> {
                    stock.release(order);
                    return true;
                }));
        assertThat(available(sku)).isEqualTo(10);
        assertThat(transactions.run(() -> stock.allocate(order))).isFalse();
    }

    @Test
    void allocatingIsRepeatableAndNeedsAReservation() {
        String sku = stocked(10);
        String order = ids.next();
        assertThat(allocate(order)).isFalse();
        reserve(order, new StockLine(sku, NODE, 4));
        assertThat(allocate(order)).isTrue();
        assertThat(allocate(order)).isTrue();
        assertThat(claims.of(List.of(order)).get(order))
                .singleElement()
                .satisfies(claim -> assertThat(claim.state()).isEqualTo(StockClaims.State.ALLOCATED));
        assertThat(available(sku)).isEqualTo(6);
    }

    @Test
    void whatWasGivenBackMayBeTakenAnewButNotWhatIsHeld() {
        String sku = stocked(10);
        String order = ids.next();
        reserve(order, new StockLine(sku, NODE, 4));
        assertThatThrownBy(() -> reserve(order, new StockLine(sku, NODE, 4))).isInstanceOf(RuntimeException.class);
        transactions.run(() -> stock.release(order));
        assertThat(reserve(order, new StockLine(sku, NODE, 3))).isTrue();
        assertThat(available(sku)).isEqualTo(7);
        assertThat(allocate(order)).isTrue();
    }

    @Test
    void theNumberOfStatementsDoesNotGrowWithTheLines() {
        var skus = IntStream.range(0, 40).mapToObj(i -> stocked(5)).toList();
        long one = statements(() -> reserve(ids.next(), new StockLine(skus.getFirst(), NODE, 1)));
        long many = statements(() -> reserve(
                ids.next(),
                skus.stream().map(sku -> new StockLine(sku, NODE, 1)).toArray(StockLine[]::new)));
        assertThat(many).isEqualTo(one);
    }

    @Test
    void levelsAreFoundByKeyAndNotByReadingAllOfThem() {
        IntStream.range(0, 50).forEach(i -> stocked(1));
        var plan = sql.list(
                "EXPLAIN FORMAT=TRADITIONAL UPDATE log_stock_level SET allocated = allocated + 1"
                        + " WHERE (sku_code = ? AND node_code = ?"
                        + " AND on_hand >= ?) OR (sku_code = ? AND node_code = ? AND on_hand >= ?)"
                        + " ORDER BY sku_code, node_code",
                row -> row.string("type"),
                stocked(1),
                NODE,
                1,
                stocked(1),
                NODE,
                1);
        assertThat(plan).containsExactly("range");
    }

    private long statements(Runnable work) {
        return transactions.run(() -> {
            long before = questions();
            work.run();
            return questions() - before;
        });
    }

    private long questions() {
        return sql.list("SHOW SESSION STATUS LIKE 'Questions'", row -> Long.parseLong(row.string("Value")))
                .getFirst();
    }

    private long movements(String cause) {
        return sql.one("SELECT COUNT(*) AS n FROM log_stock_movement WHERE cause_id = ?", row -> row.number("n"), cause)
                .orElseThrow();
    }
}
