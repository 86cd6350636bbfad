package org.cunlu.logistics.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.exceptions.ConfigurationException;
import org.cunlu.kernel.id.CheckDigit;
import org.cunlu.logistics.NumberKind;
import org.junit.jupiter.api.Test;

class LabelsTest {
    private final Labels labels = new Labels("6990233");

    @Test
    void checkDigitsAreThoseOfGs1() {
        // The examples of GS1's own description of the check digit: a GTIN-13 and an SSCC.
        assertThat(CheckDigit.of("629104150021")).isEqualTo(3);
        assertThat(CheckDigit.of("37610425002123456")).isEqualTo(9);
        assertThat(NumberKind.BAG.fits("376104250021234569")).isTrue();
        assertThat(NumberKind.BAG.fits("376104250021234568")).isFalse();
    }

    @Test
    void whatIsDrawnIsValidAndAnyWrongDigitIsSeen() {
        for (int i = 0; i < 200; i++) {
            String barcode = labels.barcode();
            String sscc = labels.sscc();
            assertThat(NumberKind.PARCEL.fits(barcode)).isTrue();
            assertThat(NumberKind.BAG.fits(sscc)).isTrue();
            assertThat(sscc.substring(1, 8)).isEqualTo("6990233");
            assertThat(NumberKind.PARCEL.fits(oneDigitOff(barcode, 2 + i % 15))).isFalse();
            assertThat(NumberKind.BAG.fits(oneDigitOff(sscc, i % 18))).isFalse();
        }
    }

    @Test
    void otherShapesAreNotOurs() {
        for (String wrong : new String[] {null, "", "CN", "CN12345", "cn629104150021003", "６２９１０４１５００２１"}) {
            assertThat(NumberKind.PARCEL.fits(wrong)).isFalse();
            assertThat(NumberKind.BAG.fits(wrong)).isFalse();
        }
    }

    @Test
    void aCompanyPrefixHas7To10Digits() {
        assertThat(new Labels("6990233001").sscc()).hasSize(18);
        assertThatThrownBy(() -> new Labels("699023")).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> new Labels("69902330011")).isInstanceOf(ConfigurationException.class);
    }

    private static String oneDigitOff(String text, int at) {
        char other = (char) ('0' + (text.charAt(at) - '0' + 1) % 10);
        return text.substring(0, at) + other + text.substring(at + 1);
    }
}
