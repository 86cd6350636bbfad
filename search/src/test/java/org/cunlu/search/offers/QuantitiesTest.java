package org.cunlu.search.offers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The same weight is the same token however it is written. */
class QuantitiesTest {
    @Test
    void aWeightIsTheSameInEveryUnit() {
        for (String said : List.of("5斤", "五斤", "2.5kg", "2.5 KG", "2.5公斤", "2500克", "2500 g", "２．５千克", "二斤半 橙 五斤")) {
            assertThat(in(said)).as(said).contains("q2500g");
        }
        assertThat(in("半斤")).containsExactly("q250g");
        assertThat(in("两斤")).containsExactly("q1000g");
        assertThat(in("一两茶叶")).containsExactly("q50g");
        assertThat(in("十二斤")).containsExactly("q6000g");
        assertThat(in("二十斤")).containsExactly("q10000g");
        assertThat(in("三斤半")).containsExactly("q1750g");
    }

    @Test
    void aVolumeIsNoWeight() {
        assertThat(in("1.5升")).containsExactly("q1500l");
        assertThat(in("1500ml 6 瓶")).containsExactly("q1500l");
        assertThat(in("280 毫升 12 瓶")).containsExactly("q280l");
    }

    @Test
    void whatIsNoQuantityStaysAWord() {
        for (String said : List.of("斤", "84消毒液", "5号电池", "0斤", "12 gold", "爱媛38号", "LED", "0.0001克")) {
            assertThat(in(said)).as(said).isEmpty();
        }
        assertThat(Quantities.in("忠橙 5斤装").rest().strip()).isEqualTo("忠橙  装");
    }

    private static List<String> in(String text) {
        return Quantities.in(Text.normal(text)).tokens();
    }
}
