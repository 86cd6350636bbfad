package org.cunlu.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests as no library writes them. Where a balancer and the app might see different ends of a request, a second one is hidden in
 * the first: it must not be answered as a request of its own.
 */
@MicronautTest(transactional = false)
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestShapesTest implements TestPropertyProvider {
    private static final String HIDDEN = "GET /api/odd/anyone?hidden HTTP/1.1\r\nHost: cunlu\r\n\r\n";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
    private static final int PATIENCE_MILLIS = 1_500;

    @Inject
    EmbeddedServer server;

    @Override
    public Map<String, String> getProperties() {
        var properties = new LinkedHashMap<>(TestServers.properties("problems", Server.DATABASE));
        properties.put("spec", "problems");
        return properties;
    }

    private static String post(String headers, String body) {
        return "POST /api/odd/text HTTP/1.1\r\nHost: cunlu\r\nContent-Type: text/plain\r\n" + headers + "\r\n" + body;
    }

    static Stream<Arguments> twoEnds() {
        String chunked = "0\r\n\r\n" + HIDDEN;
        return Stream.of(
                Arguments.of("a length and chunks", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", chunked),
                Arguments.of("chunks and a length", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", chunked),
                Arguments.of("two lengths", "Content-Length: 0\r\nContent-Length: 55\r\n", HIDDEN),
                Arguments.of("two lengths in one", "Content-Length: 0, 55\r\n", HIDDEN),
                Arguments.of("a length with a sign", "Content-Length: +0\r\n", HIDDEN),
                Arguments.of("a length below zero", "Content-Length: -1\r\n", HIDDEN),
                Arguments.of("a length in hexadecimal", "Content-Length: 0x0\r\n", HIDDEN),
                Arguments.of("a blank before the colon", "Content-Length : 0\r\n", HIDDEN),
                Arguments.of("a coding that is none", "Transfer-Encoding: xchunked\r\n", HIDDEN),
                Arguments.of("a coding that is none before chunks", "Transfer-Encoding: xchunked\r\n", chunked),
                Arguments.of("a coding before chunks", "Transfer-Encoding: gzip, chunked\r\n", chunked),
                Arguments.of("chunks and identity", "Transfer-Encoding: chunked, identity\r\n", chunked),
                Arguments.of(
                        "a blank before chunks' colon",
                        "Transfer-Encoding : chunked\r\nContent-Length: 5\r\n",
                        chunked),
                Arguments.of("a folded header", "Transfer-Encoding:\r\n chunked\r\nContent-Length: 5\r\n", chunked),
                Arguments.of("a chunk's length below zero", "Transfer-Encoding: chunked\r\n", "-1\r\n\r\n" + HIDDEN),
                Arguments.of("a chunk's length with a sign", "Transfer-Encoding: chunked\r\n", "+0\r\n\r\n" + HIDDEN),
                Arguments.of("a chunk that is no number", "Transfer-Encoding: chunked\r\n", "zz\r\n\r\n" + HIDDEN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twoEnds")
    void ofARequestWithTwoEndsNoSecondOneIsAnswered(String name, String headers, String body) throws IOException {
        String answer = say(post(headers, body));
        assertThat(statuses(answer)).as(answer).hasSizeLessThanOrEqualTo(1);
        assertThat(answer).doesNotContain("nobody");
    }

    /** As CVE-2026-42581 had it: of HTTP/1.0 Netty once kept both ends. */
    @Test
    void ofAnOldVersionsRequestWithTwoEndsNoSecondOneIsAnswered() throws IOException {
        String request = post(
                "Connection: keep-alive\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n" + HIDDEN);
        String answer = say(request.replaceFirst("HTTP/1.1", "HTTP/1.0"));
        assertThat(statuses(answer)).as(answer).hasSizeLessThanOrEqualTo(1);
        assertThat(answer).doesNotContain("nobody");
    }

    /** The test would see a second answer: two honest requests on one line have two. */
    @Test
    void twoHonestRequestsOnOneLineHaveTwoAnswers() throws IOException {
        String answer = say(post("Content-Length: 5\r\n", "abcde") + HIDDEN);
        assertThat(statuses(answer)).containsExactly(200, 200);
        assertThat(answer).contains("length: 5").contains("nobody");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/odd/anyone HTTP/1.1\r\nHost: cunlu\r\nX-Odd: a\u0000b\r\n\r\n",
                "GET /api/odd/anyone HTTP/1.1\r\nHost: cunlu\r\n: nameless\r\n\r\n",
                "GET /api/odd/anyone HTTP/1.1\r\nHost: cunlu\r\nX Odd: a\r\n\r\n",
                "GET /api/odd/any one HTTP/1.1\r\nHost: cunlu\r\n\r\n",
                "\u0001GET /api/odd/anyone HTTP/1.1\r\nHost: cunlu\r\n\r\n",
                "\u0000\u0001\u0002\u0003\r\n\r\n"
            })
    void whatIsNoRequestIsRefused(String request) throws IOException {
        String answer = say(request);
        assertThat(statuses(answer)).as(answer).allMatch(status -> status >= 400 && status < 500);
        assertThat(answer).doesNotContain("nobody");
    }

    /** TRACE would send back to a script what it may not read. */
    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "TRACK", "DEBUG", "CONNECT", "PROPFIND"})
    void methodsThatNobodyNeedsTellNothing(String method) throws IOException {
        String answer = say(method + " /api/odd/anyone HTTP/1.1\r\nHost: cunlu\r\nX-Secret: sesame\r\n\r\n");
        assertThat(statuses(answer)).as(answer).allMatch(status -> status == 404 || status == 405 || status == 400);
        assertThat(answer).doesNotContain("sesame");
    }

    /** A cache in front would keep it for others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Host",
                "X-Forwarded-Proto",
                "X-Original-URL",
                "X-Rewrite-URL",
                "X-Forwarded-Prefix",
                "X-HTTP-Method-Override",
                "Forwarded",
                "X-User-Id",
                "X-Forwarded-Server"
            })
    void whatAVisitorSaysOfWhereItIsComesBackNowhereAndLeadsNowhere(String header) throws IOException {
        String plain = say("GET /api/nowhere HTTP/1.1\r\nHost: cunlu\r\n\r\n");
        String spoofed = say("GET /api/nowhere HTTP/1.1\r\nHost: cunlu\r\n" + header + ": evil.example\r\n\r\n");
        assertThat(same(spoofed)).isEqualTo(same(plain)).doesNotContain("evil.example");
    }

    @Test
    void aParameterThatStandsTwiceIsNotTwoThings() throws IOException {
        String answer = say("GET /api/odd/page?limit=1&limit=2 HTTP/1.1\r\nHost: cunlu\r\n\r\n");
        assertThat(answer).doesNotContain("limit: 2").containsAnyOf("limit: 1", "HTTP/1.1 400");
    }

    @Test
    void noHeaderOfAnAnswerIsMadeOfWhatCameWithTheRequest() throws IOException {
        String answer = say("GET /api/nowhere?a=%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: cunlu\r\n"
                + "X-Request-Id: abc%0d%0aSet-Cookie: a=b\r\n\r\n");
        assertThat(answer).doesNotContain("Set-Cookie").doesNotContain("set-cookie");
    }

    private static List<Integer> statuses(String answer) {
        return STATUS.matcher(answer)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }

    private static String same(String answer) {
        return answer.replaceAll("(?i)(x-request-id: )[^\r]+", "$1…")
                .replaceAll("(\"requestId\":\")[^\"]+", "$1…")
                .replaceAll("(?i)(\ndate: )[^\r]+", "$1…");
    }

    /** @return all that comes until the server ends the line or has been silent for a while */
    private String say(String request) throws IOException {
        var heard = new StringBuilder();
        try (var socket = new Socket("127.0.0.1", server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            var bytes = new byte[8192];
            int read;
            while ((read = socket.getInputStream().read(bytes)) >= 0) {
                heard.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
            }
        } catch (SocketTimeoutException e) {
            // The line stays open for the next request.
        }
        return heard.toString();
    }
}
