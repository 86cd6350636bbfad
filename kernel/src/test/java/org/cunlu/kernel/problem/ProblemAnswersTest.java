package org.cunlu.kernel.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.request.RequestIds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProblemAnswersTest implements TestPropertyProvider {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int MEGABYTE = 1024 * 1024;

    @Inject
    EmbeddedServer server;

    @Inject
    JsonMapper json;

    @Override
    public Map<String, String> getProperties() {
        var properties = new LinkedHashMap<>(TestServers.properties("problems", Server.DATABASE));
        properties.put("spec", "problems");
        return properties;
    }

    @Test
    void anUnknownRouteIsAProblem() throws Exception {
        assertThat(problem(get("/api/nowhere"), 404)).containsEntry("code", "not-found");
        assertThat(problem(get("/nowhere"), 404)).containsEntry("code", "not-found");
    }

    @Test
    void aMethodThatIsNotThereNamesThoseThatAre() throws Exception {
        var answer = send(request("/api/odd/basket").DELETE());
        assertThat(problem(answer, 405)).containsEntry("code", "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "nonsense", "{\"lines\":[}", "{\"lines\":[{\"sku\":\"a\",\"quantity\":1}]"})
    void whatIsNotJsonIsRefused(String body) throws Exception {
        assertThat((String) problem(post(body), 400).get("code")).isIn("malformed-json", "malformed", "missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|lines|invalid",
                "{\"lines\":[]}|lines|invalid",
                "{\"lines\":null}|lines|invalid",
                "{\"lines\":[{\"sku\":\"\",\"quantity\":1}]}|lines[0].sku|invalid",
                "{\"lines\":[{\"sku\":\"a\",\"quantity\":0}]}|lines[0].quantity|invalid",
                "{\"lines\":[{\"sku\":\"a\",\"quantity\":1000}]}|lines[0].quantity|invalid",
                "{\"lines\":[{\"sku\":\"a\",\"quantity\":\"many\"}]}|lines.quantity|malformed",
                "{\"lines\":[{\"sku\":\"a\",\"quantity\":null}]}|quantity|malformed",
                "{\"lines\":[{\"sku\":\"a\",\"quantity\":99999999999}]}|lines.quantity|malformed",
                "{\"lines\":[{\"sku\":\"a\",\"quantity\":\"1\"}]}|lines.quantity|malformed",
                "{\"lines\":[{\"sku\":\"a\",\"quantity\":1.5}]}|lines.quantity|malformed",
                "{\"lines\":[{\"sku\":\"a\",\"quantity\":true}]}|lines.quantity|malformed",
                "{\"lines\":[{\"sku\":\"a\",\"quantity\":[1]}]}|lines.quantity|malformed",
                "{\"lines\":[{\"sku\":\"a\",\"quantity\":1e999999999}]}|lines.quantity|malformed",
                "{\"lines\":[{\"sku\":\"a\",\"quantity\":1}],\"weight\":\"1\"}|weight|malformed",
                "{\"lines\":[{\"sku\":\"a\",\"quantity\":1}],\"weight\":1.5}|weight|malformed",
                "{\"lines\":[{\"sku\":\"a\",\"quantity\":1}],\"share\":\"1.5\"}|share|malformed",
                "{\"lines\":[{\"sku\":\"a\",\"quantity\":1}],\"size\":\"HUGE\"}|size|malformed",
            })
    void aFieldThatCannotBeAcceptedIsNamed(String body, String field, String code) throws Exception {
        assertThat(problem(post(body), 400)).containsEntry("field", field).containsEntry("code", code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1e0", "999"})
    void aWholeNumberIsTakenHoweverItIsWritten(String number) throws Exception {
        assertThat(post("{\"lines\":[{\"sku\":\"a\",\"quantity\":" + number
                                + "}],\"weight\":9007199254740993,\"share\":0.15}")
                        .body())
                .isEqualTo("lines: 1, weight 9007199254740993, share 0.15");
    }

    @Test
    void aRuleIsToldInChineseFirstInWhateverLanguageIsAskedFor() throws Exception {
        Map<String, Object> problem = problem(post("{\"lines\":[{\"sku\":\"\",\"quantity\":1000}]}"), 400);
        assertThat(problem)
                .containsEntry("detail", "不能大于 999 · Must be at most 999")
                .containsEntry(
                        "facts",
                        Map.of(
                                "violations",
                                List.of(
                                        Map.of("field", "lines[0].quantity", "rule", "不能大于 999 · Must be at most 999"),
                                        Map.of("field", "lines[0].sku", "rule", "不能为空 · Must not be blank"))));
    }

    @Test
    void aBodyOfTheWrongShapeIsRefusedWithItsPlace() throws Exception {
        assertThat(problem(post("{\"lines\":\"none\"}"), 400))
                .containsEntry("code", "malformed")
                .containsEntry("detail", "第 1 行第 11 列 · Line 1, column 11");
        assertThat(problem(post("[]"), 400)).containsEntry("code", "malformed");
    }

    @Test
    void aPropertyThatIsNotOursIsRefused() throws Exception {
        assertThat(problem(post("{\"lines\":[{\"sku\":\"a\",\"quantity\":1}],\"role\":\"COUNTY_OPERATOR\"}"), 400))
                .containsEntry("code", "unknown-field")
                .containsEntry("field", "role");
        assertThat(problem(post("{\"lines\":[{\"sku\":\"a\",\"quantity\":1,\"priceFen\":1}]}"), 400))
                .containsEntry("code", "unknown-field")
                .containsEntry("field", "priceFen");
    }

    @Test
    void aJsonThatIsNestedTooDeepIsRefused() throws Exception {
        problem(post("{\"lines\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"), 400);
    }

    @Test
    void missingAndMalformedParametersAreNamed() throws Exception {
        assertThat(problem(get("/api/odd/page"), 400))
                .containsEntry("field", "limit")
                .containsEntry("code", "missing");
        assertThat(problem(get("/api/odd/page?limit=x"), 400))
                .containsEntry("field", "limit")
                .containsEntry("code", "malformed");
        assertThat(problem(get("/api/odd/number/x"), 400)).containsEntry("field", "number");
        var keyless = send(request("/api/odd/keyed").POST(BodyPublishers.noBody()));
        assertThat(problem(keyless, 400)).containsEntry("field", "Idempotency-Key");
    }

    @Test
    void anotherContentTypeIsRefused() throws Exception {
        var xml = send(request("/api/odd/basket")
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString("<a/>")));
        assertThat(problem(xml, 415)).containsEntry("code", "unsupported-media-type");
    }

    /** Refused while it is read, before any filter of ours sees it. */
    @Test
    void whatIsTooLargeToBeReadIsAnsweredAsCarefullyAsAllElse() throws Exception {
        for (var large : List.of(
                request("/api/odd/basket?" + "a=1&".repeat(1_500)).GET(),
                request("/api/odd/basket").header("X-Long", "x".repeat(9_000)).GET())) {
            var answer = send(large);
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
            assertThat(answer.headers().firstValue("Referrer-Policy")).isPresent();
            assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        }
    }

    /** The framework would take it for none, and read the body as the route likes. */
    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "json", "/", "application/", ";charset=utf-8"})
    void aContentTypeThatIsNoneIsRefused(String type) throws Exception {
        String body = "{\"lines\":[{\"sku\":\"a\",\"quantity\":1}]}";
        var answer =
                send(request("/api/odd/basket").header("Content-Type", type).POST(BodyPublishers.ofString(body)));
        assertThat(problem(answer, 415)).containsEntry("code", "unsupported-media-type");
        assertThat(send(request("/api/odd/basket")
                                .header("Content-Type", "application/json; charset=utf-8")
                                .POST(BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void aBodyThatIsNotPackedAsItSaysIsRefused(String encoding) throws Exception {
        var answer = send(request("/api/odd/basket")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofString("{\"lines\":[{\"sku\":\"a\",\"quantity\":1}]}")));
        assertThat(problem(answer, 400)).containsEntry("code", "malformed");
    }

    @Test
    void tenMegabytesAreTooLargeAndNineAreNot() throws Exception {
        assertThat(problem(send(text(10 * MEGABYTE + 1)), 413)).containsEntry("code", "too-large");
        assertThat(send(text(9 * MEGABYTE)).statusCode()).isEqualTo(200);
    }

    @Test
    void aRefusalCarriesItsFieldFactsAndRetryTime() throws Exception {
        assertThat(problem(get("/api/odd/refused"), 409))
                .containsEntry("code", "total-changed")
                .containsEntry("type", "urn:cunlu:problem:total-changed")
                .containsEntry("title", "总价已变 · The total has changed")
                .containsEntry("field", "totalFen")
                .containsEntry("facts", Map.of("totalFen", 1230));
        var later = get("/api/odd/later");
        problem(later, 429);
        assertThat(later.headers().firstValue("Retry-After")).contains("7");
    }

    @Test
    void whoeverIsToldThatItIsNotPossibleNowIsToldWhenToComeAgain() throws Exception {
        var answer = get("/api/odd/not-now");
        assertThat(problem(answer, 503)).containsEntry("code", "gateway-unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    }

    @Test
    void whatBreaksTellsNoCause() throws Exception {
        var answer = get("/api/odd/broken");
        assertThat(problem(answer, 500)).containsEntry("code", "internal").doesNotContainKey("detail");
        assertThat(answer.body()).doesNotContain("SELECT", "secret", "Exception", "org.cunlu", "micronaut");
    }

    @ParameterizedTest
    @ValueSource(strings = {"database-away", "deadlock"})
    void aDatabaseThatCannotNowIsA503WithATimeToTryAgain(String path) throws Exception {
        var answer = get("/api/odd/" + path);
        assertThat(problem(answer, 503)).containsEntry("code", "unavailable");
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "/%E5%BF%A0%E5%8E%BF,404,not-found",
        "/%C3%A9,404,not-found",
        "/%F0%9F%98%80,404,not-found",
        "/A?other=%E5%BF%A0,400,malformed"
    })
    void aCodeInLettersThatNoCodeHasIsNobodysFaultButTheCallers(String path, int status, String code) throws Exception {
        assertThat(problem(get("/api/odd/trail" + path), status)).containsEntry("code", code);
        assertThat(get("/api/odd/trail/A%00B?other=%25").body()).isEqualTo("[]");
    }

    @Test
    void aDuplicateThatNobodyExpectedIsAConflict() throws Exception {
        var answer = get("/api/odd/duplicate");
        assertThat(problem(answer, 409)).containsEntry("code", "conflict");
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void nobodySignedInIsA401UnlessTheRouteTakesAnyone() throws Exception {
        var answer = get("/api/odd/mine");
        assertThat(problem(answer, 401)).containsEntry("code", "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(get("/api/odd/anyone").body()).isEqualTo("nobody");
    }

    @Test
    void aSaneRequestIdIsKeptAndAnyOtherReplaced() throws Exception {
        var kept = send(request("/api/odd/refused").header(RequestIds.HEADER, "edge-0123456789"));
        assertThat(kept.headers().firstValue(RequestIds.HEADER)).contains("edge-0123456789");
        assertThat(problem(kept, 409)).containsEntry("requestId", "edge-0123456789");
        for (String bad : new String[] {"short", "x".repeat(65), "a b c d e f g h", "${jndi:ldap://x}"}) {
            var replaced = send(request("/api/odd/refused").header(RequestIds.HEADER, bad));
            assertThat(replaced.headers().firstValue(RequestIds.HEADER).orElseThrow())
                    .isNotEqualTo(bad)
                    .matches("[0-9a-f]{16}");
        }
    }

    @Test
    void everyAnswerMakesABrowserCareful() throws Exception {
        for (String path : new String[] {"/api/odd/anyone", "/api/nowhere", "/api/odd/broken", "/health"}) {
            var headers = get(path).headers();
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                    .contains("frame-ancestors 'none'");
            assertThat(headers.firstValue("Referrer-Policy")).isPresent();
            assertThat(headers.firstValue(RequestIds.HEADER)).isPresent();
        }
        assertThat(get("/api/odd/anyone").headers().firstValue("Cache-Control")).contains("no-store");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.getURL() + path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(request("/api/odd/basket")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder text(int length) {
        return request("/api/odd/text")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("x".repeat(length)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private Map<String, Object> problem(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(Problem.MEDIA_TYPE);
        Map<String, Object> problem =
                json.readValue(answer.body(), io.micronaut.core.type.Argument.mapOf(String.class, Object.class));
        assertThat(problem).containsKeys("type", "title", "status", "code", "requestId");
        assertThat(problem.get("status")).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("micronaut", "Exception", "class ");
        return problem;
    }
}
