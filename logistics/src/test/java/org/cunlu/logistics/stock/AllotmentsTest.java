package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.List;
import org.cunlu.logistics.Allotments;
import org.cunlu.logistics.Allotments.Standing;
import org.cunlu.logistics.StockLine;
import org.cunlu.logistics.standin.Rivals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Pieces that are kept apart are sold to whom they are kept for, and to nobody else. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AllotmentsTest extends OrdersShelf {
    @Inject
    Allotments allotments;

    @Test
    void whatIsKeptApartNobodyElseMayBuyAndMoreThanThereIsCannotBeKeptApart() {
        String sku = stocked(10);
        assertThat(taken("L" + sku, sku, 11)).isFalse();
        assertThat(allotments.standing(List.of("L" + sku))).isEmpty();
        assertThat(taken("L" + sku, sku, 6)).isTrue();
        assertThat(available(sku)).isEqualTo(4);
        assertThat(reserve(ids.next(), new StockLine(sku, NODE, 5))).isFalse();
        assertThat(reserve(ids.next(), drawn(sku, 6))).isTrue();
        assertThat(reserve(ids.next(), drawn(sku, 1))).isFalse();
        assertThat(available(sku)).isEqualTo(4);
        assertThat(taken("L" + sku, sku, 4)).isTrue();
        assertThat(standing(sku)).isEqualTo(new Standing(sku, NODE, 10, 6, 0));
        // One may not take what is kept for the other.
        assertThat(reserve(ids.next(), new StockLine(sku, NODE, 1))).isFalse();
    }

    @Test
    void whatIsGivenBackComesBackToItWhileItLivesAndToEverybodyAfterwards() {
        String sku = stocked(10);
        taken("L" + sku, sku, 6);
        String early = ids.next();
        String late = ids.next();
        reserve(early, drawn(sku, 2));
        reserve(late, drawn(sku, 3));
        release(early);
        release(early);
        assertThat(standing(sku)).isEqualTo(new Standing(sku, NODE, 6, 3, 0));
        assertThat(available(sku)).isEqualTo(4);
        assertThat(freed(sku)).isEqualTo(3);
        assertThat(freed(sku)).isZero();
        assertThat(available(sku)).isEqualTo(7);
        release(late);
        assertThat(available(sku)).isEqualTo(10);
        assertThat(standing(sku)).isEqualTo(new Standing(sku, NODE, 6, 0, 6));
        assertThat(reserve(ids.next(), drawn(sku, 1))).isFalse();
        assertThatThrownBy(() -> taken("L" + sku, sku, 1)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void ofManyBuyersAsManyGetItAsAreKeptApartWhileOthersBuyTheRest() throws Exception {
        String sku = stocked(60);
        taken("L" + sku, sku, 40);
        var got = Rivals.all(
                120, rival -> reserve(ids.next(), rival % 2 == 0 ? drawn(sku, 1) : new StockLine(sku, NODE, 1)));
        assertThat(got.stream().filter(yes -> yes)).hasSize(60);
        assertThat(standing(sku)).isEqualTo(new Standing(sku, NODE, 40, 40, 0));
        assertThat(available(sku)).isZero();
    }

    @Test
    void itIsFreedOnceHoweverManyTryAndHoweverManyBuyMeanwhile() throws Exception {
        String sku = stocked(50);
        taken("L" + sku, sku, 50);
        var freed =
                Rivals.all(60, rival -> rival % 10 == 5 ? freed(sku) : reserve(ids.next(), drawn(sku, 1)) ? 0L : -1);
        long back = freed.stream()
                .filter(pieces -> pieces > 0)
                .mapToLong(Long::longValue)
                .sum();
        Standing after = standing(sku);
        assertThat(after.freed()).isEqualTo(back);
        assertThat(after.drawn() + after.freed()).isEqualTo(50);
        assertThat(available(sku)).isEqualTo(back);
    }

    private boolean taken(String id, String sku, long pieces) {
        try {
            return transactions.run(() -> {
                if (!allotments.take(id, "500233", new StockLine(sku, NODE, pieces), "host")) {
                    throw new IllegalArgumentException("short");
                }
                return true;
            });
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private long freed(String sku) {
        return transactions.run(() -> allotments.free(List.of("L" + sku), "host"));
    }

    private void release(String order) {
        transactions.run(() -> stock.release(order));
    }

    private Standing standing(String sku) {
        return allotments.standing(List.of("L" + sku)).get("L" + sku).getFirst();
    }

    private static StockLine drawn(String sku, long pieces) {
        return new StockLine(sku, NODE, pieces, "L" + sku);
    }
}
