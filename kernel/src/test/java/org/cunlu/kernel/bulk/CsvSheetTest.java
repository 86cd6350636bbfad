package org.cunlu.kernel.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvSheetTest {
    private final CsvSheet sheet = new CsvSheet(List.of("code", "name", "grams"), List.of("note"), 3);
    private final List<CheckedRow> rows = new ArrayList<>();

    @Test
    void readsColumnsInAnyOrderWithOrWithoutByteOrderMark() {
        for (String start : List.of("", "\uFEFF")) {
            rows.clear();
            var reading = read(start + "\"name\",grams,code\n忠橙,5000,A-1\n\n\"橙,汁\",10,B\n");
            assertThat(reading).isEqualTo(new CsvSheet.Reading(2, List.of()));
            assertThat(rows.getFirst().code("code")).isEqualTo("A-1");
            assertThat(rows.getLast().name("name", 10)).isEqualTo("橙,汁");
            assertThat(rows).extracting(CheckedRow::line).containsExactly(2L, 4L);
        }
    }

    @Test
    void namesEveryFaultOfTheHeader() {
        assertThat(read("code,code,colour\n").faults())
                .extracting(RowFault::code, RowFault::column)
                .containsExactly(
                        tuple("column-missing", "name"),
                        tuple("column-missing", "grams"),
                        tuple("column-twice", "code"),
                        tuple("column-unknown", "colour"));
    }

    @Test
    void tellsAnEmptyFileAndOneThatIsTooLong() {
        assertThat(read("").faults()).extracting(RowFault::code).containsExactly("file-empty");
        assertThat(read("code,name,grams\na,b,1\na,b,1\na,b,1\n").readable()).isTrue();
        assertThat(read("code,name,grams\na,b,1\na,b,1\na,b,1\na,b,1\n").faults())
                .extracting(RowFault::code)
                .containsExactly("file-too-long");
    }

    @Test
    void refusesRubbishInWordsAndNotByException() throws IOException {
        var random = new Random(4711);
        for (int size : List.of(10, 10_000, 1_000_000)) {
            byte[] rubbish = new byte[size];
            random.nextBytes(rubbish);
            for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
                try (var reader = new InputStreamReader(new ByteArrayInputStream(rubbish), charset)) {
                    assertThat(sheet.read(reader, rows::add).readable()).isFalse();
                }
            }
            var strict = StandardCharsets.UTF_8.newDecoder();
            try (var reader = new InputStreamReader(new ByteArrayInputStream(rubbish), strict)) {
                assertThat(sheet.read(reader, rows::add).faults())
                        .extracting(RowFault::code)
                        .containsExactly("file-not-text");
            }
        }
        assertThat(read("code,name,grams\n\"never closed,1\n".repeat(20_000)).readable())
                .isFalse();
    }

    @Test
    void tellsAFileThatCannotBeRead() {
        Reader broken = new Reader() {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                throw new IOException("disk");
            }

            @Override
            public void close() {}
        };
        assertThat(sheet.read(broken, rows::add).faults())
                .extracting(RowFault::code)
                .containsExactly("file-unreadable");
    }

    @Test
    void notesEveryFaultOfARow() {
        read("code,name,grams,note\nlower case," + "长".repeat(6) + ",x,\nA,<b>,0\n");
        var row = rows.getFirst();
        row.code("code");
        row.name("name", 5);
        row.whole("grams", 1, 10);
        row.text("note");
        assertThat(row.faults())
                .extracting(RowFault::code)
                .containsExactly("code-invalid", "name-too-long", "number-invalid", "required");
        var second = rows.get(1);
        second.name("name", 5);
        second.whole("grams", 1, 10);
        assertThat(second.faults())
                .extracting(RowFault::code)
                .containsExactly("field-count", "name-invalid", "out-of-range");
    }

    @Test
    void knowsBothSidesOfEachBound() {
        read("code,name,grams\n" + "A".repeat(32) + "," + "𠮷".repeat(5) + ",10\n" + "A".repeat(33) + ",橙橙橙橙橙橙,11\n");
        var within = rows.getFirst();
        assertThat(within.code("code")).hasSize(32);
        assertThat(within.name("name", 5)).isNotNull();
        assertThat(within.whole("grams", 1, 10)).isEqualTo(10);
        assertThat(within.good()).isTrue();
        var beyond = rows.getLast();
        beyond.code("code");
        beyond.name("name", 5);
        beyond.whole("grams", 1, 10);
        assertThat(beyond.faults()).hasSize(3);
    }

    @Test
    void readsListsOfCodesAndChoices() {
        read("code,name,grams\nA  B,DRY,true\nA A,dry,yes\nA B C,WET,false\n");
        assertThat(rows.getFirst().codes("code", 2)).containsExactly("A", "B");
        assertThat(rows.getFirst().choice("name", Kind.class)).isEqualTo(Kind.DRY);
        assertThat(rows.getFirst().flag("grams")).isTrue();
        rows.get(1).codes("code", 2);
        rows.get(1).choice("name", Kind.class);
        rows.get(1).flag("grams");
        assertThat(rows.get(1).faults())
                .extracting(RowFault::code)
                .containsExactly("code-twice", "choice-unknown", "flag-invalid");
        rows.get(2).codes("code", 2);
        assertThat(rows.get(2).faults()).extracting(RowFault::code).containsExactly("too-many");
    }

    private enum Kind {
        DRY
    }

    private CsvSheet.Reading read(String text) {
        return sheet.read(new StringReader(text), rows::add);
    }
}
