package org.cunlu.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConformanceTest {
    private final Description description = FuzzWords.description();
    private final Operation writing = description.operations().stream()
            .filter(each -> each.method().equals("POST"))
            .findFirst()
            .orElseThrow();
    private final Conformance conformance = new Conformance(description.schemas());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"ABCD\",\"pieces\":1}",
                "{\"code\":\"A\",\"pieces\":5,\"day\":\"2026-02-28\",\"kind\":\"RED\",\"tags\":[\"abc\",\"\"]}",
                "{\"code\":\"A\",\"pieces\":2.0,\"day\":null,\"kind\":null,\"tags\":null,\"more\":1}"
            })
    void whatIsAsTheSchemaSaysHasNoBreach(String body) {
        assertThat(conformance.breaches(writing.said().jsonSchema(), FuzzWords.json(body)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"pieces\":1}|$.code",
                "{\"code\":\"ABCDE\",\"pieces\":1}|$.code",
                "{\"code\":\"a\",\"pieces\":1}|$.code",
                "{\"code\":null,\"pieces\":1}|$.code",
                "{\"code\":7,\"pieces\":1}|$.code",
                "{\"code\":\"A\",\"pieces\":0}|$.pieces",
                "{\"code\":\"A\",\"pieces\":6}|$.pieces",
                "{\"code\":\"A\",\"pieces\":1.5}|$.pieces",
                "{\"code\":\"A\",\"pieces\":\"1\"}|$.pieces",
                "{\"code\":\"A\",\"pieces\":1,\"day\":\"2026-02-30\"}|$.day",
                "{\"code\":\"A\",\"pieces\":1,\"kind\":\"GREEN\"}|$.kind",
                "{\"code\":\"A\",\"pieces\":1,\"tags\":[\"abcd\"]}|$.tags[]",
                "{\"code\":\"A\",\"pieces\":1,\"tags\":[\"a\",\"b\",\"c\"]}|$.tags",
                "[]|$"
            })
    void aBreachIsToldWithItsPlace(String body, String place) {
        assertThat(conformance.breaches(writing.said().jsonSchema(), FuzzWords.json(body)))
                .singleElement()
                .asString()
                .startsWith(place + " ");
    }
}
