package org.cunlu.bench.rush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.standin.StandInShop;
import org.cunlu.bench.standin.StandInShop.Fault;
import org.junit.jupiter.api.Test;

class RushTest {
    @Test
    void isExactWhenThePiecesAreSoldAndNotOneMoreAndAllComeBack() throws IOException {
        try (var shop = new StandInShop(37, Fault.NONE)) {
            Rush.Result result = Rush.run(shop.address(), 5, 12);
            assertThat(result.exact()).isTrue();
            assertThat(result.sold()).isEqualTo(5);
            assertThat(result.soldOut()).isEqualTo(7);
            assertThat(result.there()).isEqualTo(37);
            assertThat(result.returned()).isEqualTo(37);
            assertThat(shop.sold()).isZero();
        }
    }

    @Test
    void isNotExactWhenOnePieceTooManyIsSold() throws IOException {
        try (var shop = new StandInShop(6, Fault.SELLS_ONE_TOO_MANY)) {
            Rush.Result result = Rush.run(shop.address(), 5, 12);
            assertThat(result.sold()).isEqualTo(6);
            assertThat(result.exact()).isFalse();
        }
    }

    @Test
    void isNotExactWhenCancelledPiecesDoNotReturn() throws IOException {
        try (var shop = new StandInShop(6, Fault.KEEPS_WHAT_IS_CANCELLED)) {
            Rush.Result result = Rush.run(shop.address(), 5, 12);
            assertThat(result.sold()).isEqualTo(5);
            assertThat(result.exact()).isFalse();
        }
    }

    @Test
    void isNotExactWhenSoldOutIsAnError() throws IOException {
        try (var shop = new StandInShop(5, Fault.FAILS_WHEN_SOLD_OUT)) {
            Rush.Result result = Rush.run(shop.address(), 5, 12);
            assertThat(result.others()).isEqualTo(Map.of("http-500", 7L));
            assertThat(result.exact()).isFalse();
        }
    }

    @Test
    void saysSoWhenThereIsTooLittleToSell() throws IOException {
        try (var shop = new StandInShop(4, Fault.NONE)) {
            assertThatThrownBy(() -> Rush.run(shop.address(), 5, 12))
                    .isInstanceOf(BrokenOff.class)
                    .hasMessageContaining("at least 5");
        }
    }
}
