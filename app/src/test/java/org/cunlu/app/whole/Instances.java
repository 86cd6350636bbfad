package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.DemoFactors;
import org.cunlu.accounts.Sessions;
import org.cunlu.accounts.TotpSecret;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.http.Origin;
import org.cunlu.kernel.trail.TrailSeals;

/**
 * Two instances of the whole app on the same servers, with jobs, events and HTTP as in production, and people who call them: their calls
 * go to the two in turn.
 */
abstract class Instances {
    private static final TotpSecret SECRET = new TotpSecret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

    private final HttpClient client = HttpClient.newHttpClient();

    /** How long anybody waits for an answer. */
    Duration patience = Duration.ofMinutes(2);

    final List<EmbeddedServer> instances = new ArrayList<>();

    private final AtomicInteger calls = new AtomicInteger();

    private final AtomicInteger people = new AtomicInteger();

    private final JsonMapper json;

    /** @param name of their room on the test servers */
    Instances(String name) {
        this(name, Map.of());
    }

    /** @param more configuration of theirs */
    Instances(String name, Map<String, Object> more) {
        this(room(name, more), 2);
    }

    Instances(Map<String, Object> room, int count) {
        for (int i = 0; i < count; i++) {
            instances.add(ApplicationContext.run(EmbeddedServer.class, room, "test"));
        }
        json = bean(JsonMapper.class);
    }

    /** A room of their own, where no address asks so often that it is told to wait. */
    static Map<String, Object> room(String name, Map<String, Object> more) {
        return room(TestServers.properties(name), more);
    }

    static Map<String, Object> room(Map<String, String> servers, Map<String, Object> more) {
        Map<String, Object> room = new LinkedHashMap<>(servers);
        room.putAll(more);
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        return room;
    }

    /** Somebody with a token of his own. */
    record Person(String account, String phone, String token) {}

    /** @param retryLater whether it says when to come again */
    record Answer(int status, JsonNode body, String text, boolean retryLater) {
        Answer is(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }

        Answer is(int expected, String code) {
            is(expected);
            assertThat(Instances.text(body, "code")).as(text).isEqualTo(code);
            return this;
        }

        String string(String name) {
            return Instances.text(body, name);
        }

        List<JsonNode> list(String name) {
            return Instances.list(body, name);
        }
    }

    <T> T bean(Class<T> type) {
        return instances.getFirst().getApplicationContext().getBean(type);
    }

    /** What the instances are configured with. */
    final String setting(String name) {
        return instances.getFirst().getEnvironment().getRequiredProperty(name, String.class);
    }

    /** @param grant null for a buyer */
    Person person(Grant grant) {
        String phone = String.valueOf(13_900_000_000L + people.incrementAndGet());
        String account = bean(Accounts.class).register(phone, "shu-shan-you-lu-9", "张三丰");
        if (grant != null) {
            bean(Accounts.class).grant(account, grant, "tester");
        }
        var tokens = bean(Sessions.class).open(account, Origin.WITHIN, Sessions.Way.PASSWORD);
        return new Person(account, phone, tokens.accessToken());
    }

    Answer get(Person who, String path) {
        return send(who, "GET", path, null, null);
    }

    Answer post(Person who, String path, String key, Object body) {
        return send(who, "POST", path, key, body);
    }

    /** From now on this person has a second factor. */
    void factor(Person who) {
        bean(DemoFactors.class).enrol(who.account(), SECRET);
    }

    /** The same person with another role. */
    Person also(Person who, Grant grant) {
        bean(Accounts.class).grant(who.account(), grant, "tester");
        var tokens = bean(Sessions.class).open(who.account(), Origin.WITHIN, Sessions.Way.PASSWORD);
        return new Person(who.account(), who.phone(), tokens.accessToken());
    }

    /** An act that asks for a fresh second factor, with one. */
    Answer fresh(Person who, String path, Object body) {
        return fresh(who, "POST", path, body);
    }

    /** As {@link #fresh(Person, String, Object)}, with a key where it may be asked for. */
    Answer fresh(Person who, String method, String path, Object body) {
        return send(
                who, method, path, method.equals("POST") ? key() : null, body, Map.of("Second-Factor", freshCode(who)));
    }

    /** One that was not used, without the wait for the next half minute. */
    String freshCode(Person who) {
        bean(Transactions.class)
                .run(() -> bean(Sql.class)
                        .change("UPDATE acc_totp SET last_step = 0 WHERE account_id = ?", who.account()));
        return SECRET.code(TotpSecret.stepAt(Instant.now()));
    }

    /** An outside system with its key. */
    Answer keyed(String key, String method, String path, Object body) {
        return send(null, method, path, null, body, Map.of("Authorization", "ApiKey " + key));
    }

    /** The same as {@link #send}, by who acts for somebody. */
    Answer actingFor(String person, Person who, String method, String path, Object body) {
        return send(who, method, path, key(), body, Map.of("Acting-For", person));
    }

    Answer put(Person who, String path, Object body) {
        return send(who, "PUT", path, null, body);
    }

    /** @param who null for a visitor @param body null for none; a string or a file goes as it is */
    Answer send(Person who, String method, String path, String key, Object body) {
        return send(who, method, path, key, body, Map.of());
    }

    /** What a page's form sends, with the token that a page gave. */
    Answer form(Person who, String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var headers = new HashMap<>(visit());
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        return send(who, "POST", path, null, body, headers);
    }

    /** @return what a browser keeps of a page with a form: its cookies, and the token that belongs to them */
    private Map<String, String> visit() {
        var page = URI.create("http://127.0.0.1:" + instances.getFirst().getPort() + "/account/sign-in");
        try {
            var answer = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
            var csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(answer.body());
            if (!csrf.find()) {
                throw new AssertionError("no form at " + page);
            }
            String cookies = answer.headers().allValues("Set-Cookie").stream()
                    .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                    .collect(Collectors.joining("; "));
            return Map.of("Cookie", cookies, "X-CSRF-Token", csrf.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** @return where the call of this number goes */
    String door(int call) {
        return "http://127.0.0.1:" + instances.get(call % instances.size()).getPort();
    }

    private Answer send(Person who, String method, String path, String key, Object body, Map<String, String> headers) {
        int call = calls.incrementAndGet();
        try {
            var request = HttpRequest.newBuilder(URI.create(door(call) + path)).timeout(patience);
            // No address asks so often that it is told to wait.
            request.header("X-Forwarded-For", "10.0." + (call >> 8 & 255) + "." + (call & 255));
            if (who != null) {
                request.header("Authorization", "Bearer " + who.token());
            }
            if (key != null) {
                request.header("Idempotency-Key", key);
            }
            headers.forEach(request::header);
            if (body != null && !headers.containsKey("Content-Type")) {
                request.header(
                        "Content-Type", body instanceof byte[] ? "application/octet-stream" : "application/json");
            }
            byte[] raw = body == null
                    ? new byte[0]
                    : body instanceof String text
                            ? text.getBytes(StandardCharsets.UTF_8)
                            : body instanceof byte[] file ? file : json.writeValueAsBytes(body);
            var answer = client.send(
                    request.method(method, BodyPublishers.ofByteArray(raw)).build(), BodyHandlers.ofByteArray());
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            boolean structured = text.startsWith("{") || text.startsWith("[");
            return new Answer(
                    answer.statusCode(),
                    structured ? json.readValue(text, JsonNode.class) : null,
                    text,
                    answer.headers().firstValue("Retry-After").isPresent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static String key() {
        return UUID.randomUUID().toString();
    }

    static String text(JsonNode node, String name) {
        JsonNode value = node == null ? null : node.get(name);
        return value == null || value.isNull() ? null : value.coerceStringValue();
    }

    static List<JsonNode> list(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null
                ? List.of()
                : StreamSupport.stream(value.values().spliterator(), false).toList();
    }

    long counted(String sql, Object... arguments) {
        return bean(Transactions.class)
                .read(() -> bean(Sql.class)
                        .one(sql, row -> row.number("n"), arguments)
                        .orElseThrow());
    }

    /** @return attempts by somebody that were refused and written down */
    long refused(Person who) {
        return counted("SELECT COUNT(*) AS n FROM ker_trail WHERE actor = ? AND act LIKE '%.refused'", who.account());
    }

    void close() {
        instances.forEach(EmbeddedServer::close);
    }

    void audited() {
        bean(TrailSeals.class).sealAll();
        assertThat(bean(Auditor.class).run())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.violations())
                        .as("%s: %s", row.name(), row.examples())
                        .isZero());
    }
}
