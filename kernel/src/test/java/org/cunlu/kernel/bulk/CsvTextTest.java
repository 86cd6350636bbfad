package org.cunlu.kernel.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CsvTextTest {
    @Test
    void formulasAreTextAndNumbersStayNumbers() {
        String text = new CsvText()
                .line(List.of("=1+1", "+86", "-2", "@A1", "\tx", "a=b", -2, 3L))
                .toString();
        assertThat(text).isEqualTo("\uFEFF'=1+1,'+86,'-2,'@A1,'\tx,a=b,-2,3\r\n");
    }

    @Test
    void whatItWritesIsReadAgain() {
        String text = new CsvText()
                .line(List.of("name", "note"))
                .line(Arrays.asList("马灌镇, \"新\"", null))
                .toString();
        CsvFile file = CsvFile.read(new StringReader(text), Set.of("name"), Set.of("note"));
        assertThat(file.faults().none()).isTrue();
        assertThat(file.rows()).singleElement().satisfies(row -> {
            assertThat(row.cell("name")).hasValue("马灌镇, \"新\"");
            assertThat(row.cell("note")).isEmpty();
        });
    }
}
