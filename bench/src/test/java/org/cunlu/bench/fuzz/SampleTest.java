package org.cunlu.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[A-Z0-9._-]{1,32}",
                "\\*|[A-Z0-9._-]{1,32}",
                "(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
                "[\\x21-\\x7e]{8,64}",
                "[^\\p{Cc}<>]+",
                "[\\p{L}\\p{N} ()·-]{1,100}",
                "\\d{10}",
                "[0-9a-f]{64}",
                "CYCLE|GAP|EXTENSION",
                "(?:a|b)*c?",
                "[0-9A-Za-z-]*"
            })
    void whatIsMadeMatches(String expression) {
        Pattern pattern = Pattern.compile(expression);
        for (int seed = 0; seed < 200; seed++) {
            assertThat(Sample.of(pattern, new Random(seed)).orElseThrow())
                    .as("seed %d", seed)
                    .matches(pattern);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?=x)y", "a(?!b)b"})
    void whatNothingMatchesIsNotMade(String expression) {
        assertThat(Sample.of(Pattern.compile(expression), new Random(1))).isEmpty();
    }
}
