package org.cunlu.web.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.web.Fields;
import org.junit.jupiter.api.Test;

class ThousandsTest {
    private static Long read(String typed) {
        return Thousands.read(Fields.of(Map.of("litres", typed)), "litres");
    }

    @Test
    void whatIsShownAndSavedAgainIsWhatItWas() {
        LongStream.of(1, 999, 1_000, 1_001, 3_500_500, 120_000, 999_999_999_999L)
                .forEach(cm3 -> assertThat(read(Thousands.text(cm3))).isEqualTo(cm3));
        assertThat(Thousands.text(120_000)).isEqualTo("120");
        assertThat(Thousands.text(3_500_500)).isEqualTo("3500.5");
    }

    @Test
    void nothingIsNothingAndWhatIsNoNumberIsRefused() {
        assertThat(read(" ")).isNull();
        Stream.of("-1", "1.0001", "1,5", "1e3", "x", ".5", "1234567890123")
                .forEach(
                        typed -> assertThatThrownBy(() -> read(typed)).as(typed).isInstanceOf(ProblemException.class));
    }
}
