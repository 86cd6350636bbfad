package org.cunlu.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MeasureTest {
    private static final Measure JIN = new Measure(SaleUnit.JIN, 20);
    private static final Measure KG = new Measure(SaleUnit.KG, null);

    @Test
    void convertsExactly() {
        assertThat(JIN.pieces(3, SaleUnit.JIN)).hasValue(3);
        assertThat(JIN.pieces(3, SaleUnit.KG)).hasValue(6);
        assertThat(JIN.pieces(2, SaleUnit.BOX)).hasValue(40);
        assertThat(KG.pieces(4, SaleUnit.JIN)).hasValue(2);
        assertThat(Measure.PIECE.pieces(7, SaleUnit.PIECE)).hasValue(7);
    }

    @Test
    void convertsNotAtAllWhatIsNotWhole() {
        assertThat(KG.pieces(3, SaleUnit.JIN)).isEqualTo(OptionalLong.empty());
        assertThat(KG.pieces(1, SaleUnit.BOX)).isEmpty();
        assertThat(KG.pieces(1, SaleUnit.PIECE)).isEmpty();
        assertThat(Measure.PIECE.pieces(1, SaleUnit.KG)).isEmpty();
        assertThatThrownBy(() -> JIN.pieces(Long.MAX_VALUE, SaleUnit.BOX)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new Measure(SaleUnit.BOX, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Measure(SaleUnit.PIECE, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Measure(SaleUnit.PIECE, 2).pieces(1, SaleUnit.BOX)).hasValue(2);
    }
}
