package org.cunlu.logistics.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.StreamSupport;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Sessions;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.http.Origin;
import org.cunlu.logistics.VehicleImport;
import org.cunlu.logistics.slip.Valley;
import org.cunlu.logistics.standin.MovedClock;

/** The valley's dispatch as two instances give it, with jobs and broker; each call goes to the other instance than the one before. */
final class TwoDispatchers implements AutoCloseable {
    final List<EmbeddedServer> instances = new ArrayList<>();
    final Valley valley;
    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json;
    private int calls;
    private int people;

    TwoDispatchers() {
        var properties = new HashMap<String, Object>(TestServers.properties("twodispatchers"));
        properties.put("logistics.stand-ins", "true");
        properties.put("logistics.real-network", "true");
        for (int i = 0; i < 2; i++) {
            instances.add(ApplicationContext.run(EmbeddedServer.class, properties, "test"));
        }
        json = bean(JsonMapper.class);
        valley = bean(Valley.class);
        valley.build();
        bean(VehicleImport.class).vehicles(new StringReader(DispatchDay.VANS), false, "tester");
    }

    record Person(String account, String token) {}

    record Answer(int status, @Nullable JsonNode body, String text) {
        Answer is(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }

        Answer is(int expected, String code) {
            is(expected);
            assertThat(string("code")).as(text).isEqualTo(code);
            return this;
        }

        String string(String name) {
            return body == null || body.get(name) == null ? "" : body.get(name).coerceStringValue();
        }

        int number(String name) {
            return body.get(name).getIntValue();
        }

        List<JsonNode> list(String name) {
            return StreamSupport.stream(body.get(name).values().spliterator(), false)
                    .toList();
        }
    }

    <T> T bean(Class<T> type) {
        return instances.getFirst().getApplicationContext().getBean(type);
    }

    void at(int day, int hour, int minute) {
        instances.forEach(instance ->
                instance.getApplicationContext().getBean(MovedClock.class).set(Valley.moment(day, hour, minute)));
    }

    Person person(Role role, Scope scope) {
        String account =
                bean(Accounts.class).register(String.valueOf(13_700_000_000L + ++people), "shu-shan-you-lu-9", "张三丰");
        bean(Accounts.class).grant(account, new Grant(role, scope), "tester");
        return new Person(
                account,
                bean(Sessions.class)
                        .open(account, Origin.WITHIN, Sessions.Way.PASSWORD)
                        .accessToken());
    }

    Answer get(Person who, String path) {
        return send(who, "GET", path, null, null);
    }

    Answer post(Person who, String path, @Nullable Object body) {
        return send(who, "POST", path, body, null);
    }

    /** @param key of the request; null for none. A stream is read to its end */
    Answer send(Person who, String method, String path, @Nullable Object body, @Nullable String key) {
        EmbeddedServer server = instances.get(calls++ % instances.size());
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + path))
                    .header("Authorization", "Bearer " + who.token())
                    .header("Content-Type", "application/json");
            if (key != null) {
                request.header("Idempotency-Key", key);
            }
            byte[] raw = body == null ? new byte[0] : json.writeValueAsBytes(body);
            var answer = client.send(
                    request.method(method, BodyPublishers.ofByteArray(raw)).build(), BodyHandlers.ofByteArray());
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            return new Answer(
                    answer.statusCode(), text.startsWith("{") ? json.readValue(text, JsonNode.class) : null, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        instances.forEach(EmbeddedServer::close);
    }
}
