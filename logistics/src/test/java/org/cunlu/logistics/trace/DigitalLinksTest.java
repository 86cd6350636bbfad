package org.cunlu.logistics.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.exceptions.ConfigurationException;
import org.cunlu.logistics.TraceCodes.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitalLinksTest {
    private static final String GTIN = "06901234567892";
    private static final String BARCODE = "CN123456789012347";
    private final DigitalLinks links = new DigitalLinks("https://trace.example.cn", "cunlu");

    @Test
    void aLotGoesByItsGtinAndElseByOurOwnPrefix() {
        assertThat(links.lot("L-1.2_3", GTIN)).isEqualTo("https://trace.example.cn/01/06901234567892/10/L-1.2_3");
        assertThat(links.lot("L-1", null)).isEqualTo("https://trace.example.cn/cunlu/10/L-1");
        assertThat(links.lot("A".repeat(20), GTIN)).contains("/01/");
        assertThat(links.lot("A".repeat(21), GTIN)).contains("/cunlu/10/");
        assertThat(links.parcel(BARCODE)).isEqualTo("https://trace.example.cn/cunlu/21/" + BARCODE);
        assertThat(links.lot("a b/1", null)).endsWith("/cunlu/10/a%20b%2F1");
        assertThatThrownBy(() -> links.lot("L-1", "06901234567893")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyFormOfACodeIsRead() {
        for (String text : new String[] {
            "/01/" + GTIN + "/10/LOT-1",
            "01/6901234567892/10/LOT-1",
            "https://id.gs1.org/01/" + GTIN + "/10/LOT-1",
            "HTTPS://other.example/01/" + GTIN + "/10/LOT-1?17=261231#x",
            "https://trace.example.cn/01/" + GTIN + "/10/LOT%2D1/21/7"
        }) {
            assertThat(links.read(text)).as(text).contains(new Named(false, "LOT-1", GTIN));
        }
        for (String text : new String[] {"LOT-1", "/cunlu/10/LOT-1", "/trace/LOT-1", links.lot("LOT-1", null)}) {
            assertThat(links.read(text)).as(text).contains(new Named(false, "LOT-1", null));
        }
        for (String text : new String[] {BARCODE, links.parcel(BARCODE), "trace/" + BARCODE}) {
            assertThat(links.read(text)).as(text).contains(new Named(true, BARCODE, null));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "lot 1",
                "<script>",
                "/01/06901234567893/10/LOT-1",
                "/01/06901234567892/21/LOT-1",
                "/01/06901234567892",
                "/cunlu/21/LOT-1",
                "/cunlu/10/CN123456789012347",
                "/other/10/LOT-1",
                "https://x/01/06901234567892/10/%zz"
            })
    void nonsenseIsNoCode(String text) {
        assertThat(links.read(text)).isEmpty();
        assertThat(links.read("A".repeat(301))).isEmpty();
    }

    @Test
    void aWrongConfigurationDoesNotStart() {
        assertThatThrownBy(() -> new DigitalLinks("trace.example.cn", "cunlu"))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> new DigitalLinks("https://x.cn/path", "cunlu"))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> new DigitalLinks("https://x.cn", "01")).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void theAddressIsWhereTheServiceIsReached() {
        assertThat(new DigitalLinks("https://cunlu.example/", "cunlu").parcel(BARCODE))
                .isEqualTo("https://cunlu.example/cunlu/21/" + BARCODE);
        assertThat(new DigitalLinks("", "cunlu").parcel(BARCODE))
                .isEqualTo("http://localhost:8080/cunlu/21/" + BARCODE);
    }
}
