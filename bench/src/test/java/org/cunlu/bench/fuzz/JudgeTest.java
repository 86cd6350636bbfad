package org.cunlu.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {
    private static final Operation WRITING = FuzzWords.operation("POST /api/things");
    private static final Operation READING = FuzzWords.operation("GET /api/things");
    private static final String THING = "{\"id\":\"1\",\"code\":\"A\"}";

    private final Judge judge = new Judge(FuzzWords.description());

    @Test
    void anAnswerInOrderBreaksNothing() {
        assertThat(judged(WRITING, Family.POSITIVE, false, 201, THING)).isEmpty();
        assertThat(judged(WRITING, Family.NO_AUTH, false, 401, "{\"code\":\"token-missing\"}"))
                .isEmpty();
        assertThat(judged(WRITING, Family.MISSING, true, 400, "{\"code\":\"missing\"}"))
                .isEmpty();
        assertThat(judged(READING, Family.METHOD, false, 405, "{\"code\":\"x\"}", "Allow", "GET"))
                .isEmpty();
    }

    @Test
    void eachThingThatIsWrongIsToldByItsName() {
        assertThat(judged(WRITING, Family.POSITIVE, false, 500, "{\"code\":\"internal\"}"))
                .contains(Check.NO_5XX);
        assertThat(judged(WRITING, Family.POSITIVE, false, 200, THING)).containsExactly(Check.STATUS_DOCUMENTED);
        assertThat(judged(WRITING, Family.POSITIVE, false, 201, "{\"id\":1,\"code\":\"A\"}"))
                .containsExactly(Check.SCHEMA_CONFORMANCE);
        assertThat(judged(WRITING, Family.MISSING, true, 201, THING)).containsExactly(Check.NEGATIVE_REFUSED);
        assertThat(judged(WRITING, Family.NO_AUTH, false, 201, THING)).containsExactly(Check.MISSING_AUTH);
        assertThat(judged(WRITING, Family.NO_AUTH, false, 404, "{\"code\":\"x\"}"))
                .containsExactly(Check.MISSING_AUTH);
        assertThat(judged(WRITING, Family.BAD_AUTH, false, 201, THING)).containsExactly(Check.IGNORED_AUTH);
        assertThat(judged(WRITING, Family.OTHER_TENANT, false, 201, THING)).containsExactly(Check.OTHER_TENANT);
        assertThat(judged(WRITING, Family.AFTER_DELETE, false, 201, THING)).containsExactly(Check.USE_AFTER_FREE);
        assertThat(judged(WRITING, Family.OTHER_PARENT, false, 201, THING)).containsExactly(Check.RESOURCE_HIERARCHY);
        assertThat(judged(WRITING, Family.POSITIVE, false, 400, "{\"code\":\"malformed\"}"))
                .containsExactly(Check.POSITIVE_ACCEPTED);
        assertThat(judged(WRITING, Family.MASS_ASSIGNMENT, false, 201, "{\"id\":\"FUZZOWN000001\",\"code\":\"A\"}"))
                .containsExactly(Check.MASS_ASSIGNMENT);
        assertThat(judged(READING, Family.METHOD, false, 405, "{\"code\":\"x\"}"))
                .containsExactly(Check.UNSUPPORTED_METHOD);
        assertThat(judged(READING, Family.POSITIVE, false, 200, "a,b", "Content-Type", "text/csv"))
                .containsExactly(Check.CONTENT_TYPE_DOCUMENTED);
        assertThat(judged(WRITING, Family.POSITIVE, false, 201, THING, "X-Content-Type-Options", "maybe"))
                .containsExactly(Check.SECURITY_HEADERS);
    }

    @Test
    void aMethodIsThereWhereAnotherShapeCoversTheAddress() {
        assertThat(FuzzWords.description().methods("/api/things")).containsExactly("GET", "POST");
        assertThat(FuzzWords.description().methods("/api/things/new/parts/first"))
                .containsExactly("GET");
        assertThat(FuzzWords.description().methods("/api/things/new")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at org.cunlu.orders.Placing",
                "Placing.java:17",
                "io.micronaut.http.HttpStatus",
                "NullPointerException: x",
                "SELECT id FROM ord_order",
                "You have an error in your SQL syntax",
                "jdbc:mysql://x",
                "ord_order_line",
                "$argon2id$v=19",
                "root:x:0:0:root"
            })
    void whatNobodyShallSeeIsALeak(String secret) {
        assertThat(judged(WRITING, Family.POSITIVE, false, 201, "{\"id\":\"1\",\"code\":\"" + secret + "\"}"))
                .containsExactly(Check.LEAKAGE);
    }

    @Test
    void whatWasSentMayComeBack() {
        var sent = new Sent("POST", "/api/things", List.of(), "{\"a\":\"io.micronaut.http\"}".getBytes());
        var found = new TreeSet<Check>();
        judge.judge(
                new Tried(1, WRITING, Family.POSITIVE, null, false, sent),
                heard(201, "{\"id\":\"1\",\"code\":\"io.micronaut.http\"}", Map.of()),
                (check, _) -> found.add(check));
        assertThat(found).isEmpty();
    }

    private Set<Check> judged(
            Operation operation, Family family, boolean mustRefuse, int status, String body, String... header) {
        var sent = new Sent(operation.method(), operation.path(), List.of(), null);
        var found = new TreeSet<Check>();
        judge.judge(
                new Tried(1, operation, family, null, mustRefuse, sent),
                heard(status, body, header.length == 0 ? Map.of() : Map.of(header[0], header[1])),
                (check, _) -> found.add(check));
        return found;
    }

    private static Heard heard(int status, String body, Map<String, String> more) {
        var headers = new HashMap<String, List<String>>();
        for (String name : List.of("X-Frame-Options", "Content-Security-Policy", "Referrer-Policy")) {
            headers.put(name, List.of("x"));
        }
        headers.put("Cross-Origin-Resource-Policy", List.of("same-origin"));
        headers.put("X-Content-Type-Options", List.of("nosniff"));
        headers.put("Content-Type", List.of(status < 400 ? "application/json" : "application/problem+json"));
        more.forEach((name, value) -> headers.put(name, List.of(value)));
        return new Heard(status, HttpHeaders.of(headers, (_, _) -> true), body.getBytes(StandardCharsets.UTF_8), 1);
    }
}
