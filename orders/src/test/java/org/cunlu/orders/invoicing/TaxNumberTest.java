package org.cunlu.orders.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaxNumberTest {
    @Test
    void theLastCharacterChecksTheOthers() {
        // The example of GB 32100-2015, and a firm's that is public.
        assertThat(TaxNumber.valid("91350100M000100Y43")).isTrue();
        assertThat(TaxNumber.valid("91440300708461136T")).isTrue();
        assertThat(TaxNumber.valid("91350100M000100Y44")).isFalse();
        assertThat(TaxNumber.valid("91350100M000010Y43")).isFalse();
    }

    @Test
    void whatIsNoneIsRefused() {
        assertThat(TaxNumber.valid("")).isFalse();
        assertThat(TaxNumber.valid("91350100M000100Y4")).isFalse();
        assertThat(TaxNumber.valid("91350100m000100Y43")).isFalse();
        assertThat(TaxNumber.valid("=1350100M000100Y43")).isFalse();
    }

    @Test
    void theTaxInAPriceIsRoundedHalfUp() {
        assertThat(TaxRates.tax(11_300, 1_300)).isEqualTo(1_300);
        assertThat(TaxRates.tax(10_900, 900)).isEqualTo(900);
        assertThat(TaxRates.tax(1, 1_300)).isZero();
        assertThat(TaxRates.tax(5_000, 0)).isZero();
    }
}
