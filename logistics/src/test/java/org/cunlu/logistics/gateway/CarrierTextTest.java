package org.cunlu.logistics.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import org.cunlu.kernel.bulk.CsvFile;
import org.cunlu.kernel.bulk.CsvRow;
import org.junit.jupiter.api.Test;

class CarrierTextTest {
    private static final Charset GBK = Charset.forName("GBK");
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String TABLE = "运单号,状态,时间\r\nSF1,已揽收,2026-11-23 09:00:00\r\nSF2,运输中,2026-11-23 10:00:00\r\n";

    @Test
    void utf8IsReadWithItsMarkAndWithout() {
        assertThat(CarrierText.of(TABLE.getBytes(StandardCharsets.UTF_8))).isEqualTo(TABLE);
        assertThat(CarrierText.of(("\uFEFF" + TABLE).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(TABLE);
    }

    @Test
    void gbkAndWhatOnlyGb18030HasAreRead() {
        assertThat(CarrierText.of(TABLE.getBytes(GBK))).isEqualTo(TABLE);
        String rare = TABLE.replace("SF2,运输中", "SF2,到达㑇\uD842\uDFB7");
        assertThat(CarrierText.of(rare.getBytes(GB18030))).isEqualTo(rare);
    }

    @Test
    void aWordThatIsUtf8ByChanceDoesNotMakeAGbkFileUtf8() {
        String table = TABLE + "SF3,联通,2026-11-23 10:00:00\n";
        assertThat(new String("联通".getBytes(GBK), StandardCharsets.UTF_8))
                .as("the trap")
                .doesNotContain("\uFFFD\uFFFD\uFFFD");
        assertThat(CarrierText.of(table.getBytes(GBK))).isEqualTo(table);
    }

    @Test
    void anEmptyFileAndPlainAsciiAreWhatTheyAre() {
        assertThat(CarrierText.of(new byte[0])).isEmpty();
        assertThat(CarrierText.of("a,b\n1,2".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("a,b\n1,2");
    }

    @Test
    void aRowThatCannotBeReadIsRefusedByItselfInEitherEncoding() {
        for (Charset charset : Set.of(StandardCharsets.UTF_8, GB18030)) {
            var file = new ByteArrayOutputStream();
            file.writeBytes(TABLE.getBytes(charset));
            file.writeBytes("SF3,".getBytes(charset));
            file.write(0xFF);
            file.writeBytes(",2026-11-23 11:00:00\n".getBytes(charset));
            file.writeBytes("SF4,派送中,2026-11-23 12:00:00\n".getBytes(charset));
            var csv = CsvFile.read(
                    new StringReader(CarrierText.of(file.toByteArray())), Set.of("运单号", "状态", "时间"), Set.of());
            assertThat(csv.rows()).hasSize(4);
            csv.rows().forEach(row -> row.text("状态", 40));
            assertThat(csv.rows())
                    .filteredOn(CsvRow::bad)
                    .extracting(CsvRow::line)
                    .containsExactly(4L);
            assertThat(csv.faults().list()).singleElement().satisfies(fault -> {
                assertThat(fault.line()).isEqualTo(4);
                assertThat(fault.code()).isEqualTo("not-text");
            });
        }
    }

    @Test
    void anyBytesAreSomeTextAndLineAfterLine() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            long ends = 0;
            for (byte each : bytes) {
                ends += each == '\n' ? 1 : 0;
            }
            assertThat(CarrierText.of(bytes).chars().filter(c -> c == '\n').count())
                    .as("seed %d", seed)
                    .isEqualTo(ends);
        }
    }
}
