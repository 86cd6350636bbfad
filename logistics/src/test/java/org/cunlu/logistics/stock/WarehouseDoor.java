package org.cunlu.logistics.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Sessions;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.http.Origin;
import org.cunlu.kernel.id.Ids;

/** Somebody of the warehouse in front of a running server. */
record WarehouseDoor(EmbeddedServer server, JsonMapper json, Ids ids) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    record Answer(int status, Map<String, Object> body, String raw) {
        String text(String name) {
            return (String) body.get(name);
        }

        Answer is(int expected) {
            assertThat(status).as("%s", body).isEqualTo(expected);
            return this;
        }

        Answer is(int expected, String code) {
            is(expected);
            assertThat(body).containsEntry("code", code);
            return this;
        }
    }

    static WarehouseDoor at(EmbeddedServer server) {
        var context = server.getApplicationContext();
        return new WarehouseDoor(server, context.getBean(JsonMapper.class), context.getBean(Ids.class));
    }

    /** @return access token of somebody new who holds these */
    String person(Grant... grants) {
        var context = server.getApplicationContext();
        var accounts = context.getBean(Accounts.class);
        String phone = "139" + String.format("%08d", ThreadLocalRandom.current().nextInt(100_000_000));
        String account = accounts.register(phone, "kx93-mrt 忠橙", "张三丰");
        for (Grant grant : grants) {
            accounts.grant(account, grant, "system");
        }
        return context.getBean(Sessions.class)
                .open(account, Origin.WITHIN, Sessions.Way.PASSWORD)
                .accessToken();
    }

    Answer get(String path, String who) {
        return send(HttpRequest.newBuilder(server.getURI().resolve(path)).GET(), who);
    }

    /** @return what a spreadsheet would open */
    String csv(String path, String who) {
        try {
            var request = HttpRequest.newBuilder(server.getURI().resolve(path))
                    .header("Authorization", "Bearer " + who)
                    .GET()
                    .build();
            var answer = CLIENT.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Answer post(String path, Object body, String who) {
        return send("POST", path, body, who);
    }

    Answer send(String method, String path, Object body, String who) {
        try {
            return send(
                    HttpRequest.newBuilder(server.getURI().resolve(path))
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "key-" + ids.next())
                            .method(method, BodyPublishers.ofByteArray(json.writeValueAsBytes(body))),
                    who);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private Answer send(HttpRequest.Builder request, String who) {
        try {
            var answer =
                    CLIENT.send(request.header("Authorization", "Bearer " + who).build(), BodyHandlers.ofByteArray());
            boolean object = answer.body().length > 0 && answer.body()[0] == '{';
            Map<String, Object> body = object ? json.readValue(answer.body(), Map.class) : Map.of();
            return new Answer(answer.statusCode(), body, new String(answer.body(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
