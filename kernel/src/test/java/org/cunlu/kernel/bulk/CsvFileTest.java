package org.cunlu.kernel.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CsvFileTest {
    @Test
    void readsCellsByColumnAndKnowsTheLine() {
        CsvFile file = read("\uFEFFcode,size,note\nA-1,7,\"red, ripe\"\n\nB.2,1,\n");
        assertThat(file.faults().none()).isTrue();
        assertThat(file.rows()).extracting(CsvRow::line).containsExactly(2L, 4L);
        CsvRow first = file.rows().getFirst();
        assertThat(first.code("code")).isEqualTo("A-1");
        assertThat(first.number("size", 1, 7)).isEqualTo(7);
        assertThat(first.textOrNull("note", 20)).isEqualTo("red, ripe");
        assertThat(file.rows().getLast().cell("note")).isEmpty();
        assertThat(file.rows().getLast().bad()).isFalse();
    }

    @Test
    void tellsHeadersThatAreMissingUnknownOrTwice() {
        assertThat(codes(read("size,note\n1,2\n"))).containsExactly("column-missing");
        assertThat(codes(read("code,size,nite\n"))).containsExactly("column-unknown");
        assertThat(codes(read("code,size,size\n"))).containsExactly("column-twice");
        assertThat(codes(read(""))).containsExactly("file-empty");
    }

    @Test
    void aRowOfAnotherLengthIsRefusedAloneAndTheNextIsRead() {
        CsvFile file = read("code,size\nA,1,2\nB\nC,3\n");
        assertThat(file.faults().list()).extracting(RowFault::line).containsExactly(2L, 3L);
        assertThat(file.rows()).extracting(row -> row.code("code")).containsExactly("C");
    }

    @Test
    void anOpenQuoteIsAFaultAndNotACrash() {
        CsvFile file = read("code,size\nA,1\n\"B,2\n");
        assertThat(codes(file)).containsExactly("csv-malformed");
        assertThat(file.rows()).hasSize(1);
    }

    @Test
    void numbersAreTriedOnBothSidesOfTheirLimits() {
        assertThat(sizeFault("0")).isEqualTo("out-of-range");
        assertThat(sizeFault("1")).isNull();
        assertThat(sizeFault("9")).isNull();
        assertThat(sizeFault("10")).isEqualTo("out-of-range");
        assertThat(sizeFault("1.5")).isEqualTo("not-a-number");
        assertThat(sizeFault("99999999999999999999")).isEqualTo("not-a-number");
        assertThat(sizeFault("")).isEqualTo("blank");
    }

    @Test
    void codesDatesFlagsAndDecimalsAreRead() {
        CsvRow row = read("code,size,note\nlower,2026-02-30,maybe\n").rows().getFirst();
        row.code("code");
        row.dateOrNull("size");
        row.flag("note");
        assertThat(row.decimal("size", BigDecimal.ZERO, BigDecimal.TEN, 2)).isNull();
        assertThat(row.bad()).isTrue();
        CsvRow good = read("code,size,note\nA,2026-02-28,true\n").rows().getFirst();
        assertThat(good.dateOrNull("size")).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(good.flag("note")).isTrue();
        assertThat(good.bad()).isFalse();
    }

    @Test
    void refusesRubbishInWordsAndNotByException() throws IOException {
        var random = new Random(4711);
        for (int size : List.of(10, 10_000, 1_000_000)) {
            byte[] rubbish = new byte[size];
            random.nextBytes(rubbish);
            for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
                try (var reader = new InputStreamReader(new ByteArrayInputStream(rubbish), charset)) {
                    assertThat(codes(CsvFile.read(reader, Set.of("code"), Set.of())))
                            .hasSize(1);
                }
            }
            var strict = StandardCharsets.UTF_8.newDecoder();
            try (var reader = new InputStreamReader(new ByteArrayInputStream(rubbish), strict)) {
                assertThat(codes(CsvFile.read(reader, Set.of("code"), Set.of())))
                        .containsExactly("file-unreadable");
            }
        }
        assertThat(codes(read("code,size\n\"never closed,1\n".repeat(20_000)))).containsExactly("csv-malformed");
    }

    @Test
    void readsAQuotedHeaderBehindTheByteOrderMark() {
        assertThat(read("\uFEFF\"code\",size\nA,1\n").rows()).hasSize(1);
    }

    @Test
    void readsNamesAndListsOfCodes() {
        CsvFile file = read("code,size,note\nA  B,1,忠橙\nA A,1,<b>\nA B C,1,零\u200B宽\n");
        assertThat(file.rows().getFirst().codes("code", 2)).containsExactly("A", "B");
        assertThat(file.rows().getFirst().name("note", 2)).isEqualTo("忠橙");
        assertThat(file.faults().none()).isTrue();
        file.rows().stream().skip(1).forEach(row -> {
            row.codes("code", 2);
            row.nameOrNull("note", 9);
        });
        assertThat(codes(file)).containsExactly("code-twice", "not-plain", "too-many", "not-text");
    }

    @Test
    void countsAWideCharacterOnce() {
        assertThat(read("code,size,note\nA,1,𠮷𠮷\n").rows().getFirst().text("note", 2))
                .isEqualTo("𠮷𠮷");
        assertThat(read("code,size,note\nA,1,橙橙橙\n").rows().getFirst().text("note", 2))
                .isNull();
    }

    private static String sizeFault(String size) {
        CsvFile file = read("code,size\nA," + size + "\n");
        file.rows().getFirst().number("size", 1, 9);
        return file.faults().list().stream().map(RowFault::code).findFirst().orElse(null);
    }

    private static List<String> codes(CsvFile file) {
        return file.faults().list().stream().map(RowFault::code).toList();
    }

    private static CsvFile read(String csv) {
        return CsvFile.read(new StringReader(csv), Set.of("code", "size"), Set.of("note"));
    }
}
