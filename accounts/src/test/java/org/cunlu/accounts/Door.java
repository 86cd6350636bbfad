package org.cunlu.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Somebody in front of a running server, as far away as his address says. */
public record Door(EmbeddedServer server, JsonMapper json, String address) {
    public static final String PASSWORD = "kx93-mrt 忠橙";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** @param body empty when there was none */
    public record Answer(int status, Map<String, Object> body, HttpResponse<byte[]> raw) {
        public String text(String name) {
            return (String) body.get(name);
        }

        public Answer is(int expected) {
            assertThat(status).as("%s", body).isEqualTo(expected);
            return this;
        }

        public Answer is(int expected, String code) {
            is(expected);
            assertThat(body).containsEntry("code", code);
            return this;
        }
    }

    public static Door at(EmbeddedServer server) {
        return new Door(server, server.getApplicationContext().getBean(JsonMapper.class), anyAddress());
    }

    public Door from(String other) {
        return new Door(server, json, other);
    }

    public static String anyAddress() {
        int n = ThreadLocalRandom.current().nextInt(1 << 24);
        return "10." + (n >> 16 & 255) + "." + (n >> 8 & 255) + "." + (n & 255);
    }

    /** A number nobody in this room has, hopefully: one of a hundred million. */
    public static String anyPhone() {
        return "138" + String.format("%08d", ThreadLocalRandom.current().nextInt(100_000_000));
    }

    /** @return tokens of a new account */
    public Answer signUp(String phone) {
        return signUp(phone, askCode(phone, "SIGN_IN")).is(201);
    }

    public Answer signUp(String phone, String code) {
        return post(
                "/api/auth/sign-up", Map.of("phone", phone, "code", code, "password", PASSWORD, "name", "张三丰"), null);
    }

    /** @return the code that arrived at the phone */
    public String askCode(String phone, String purpose) {
        post("/api/auth/codes", Map.of("phone", phone, "purpose", purpose), null)
                .is(202);
        return Phones.code(MobileNumber.of(phone).national());
    }

    public Answer put(String path, Object body, String token) {
        return send("PUT", path, body, token == null ? null : "Bearer " + token);
    }

    public Answer signIn(String phone, String password) {
        return post("/api/auth/sign-in", Map.of("phone", phone, "password", password), null);
    }

    public Answer refresh(String refreshToken) {
        return post("/api/auth/refresh", Map.of("refreshToken", refreshToken), null);
    }

    public Answer get(String path, String token) {
        return send("GET", path, null, token == null ? null : "Bearer " + token);
    }

    public Answer post(String path, Object body, String token) {
        return send("POST", path, body, token == null ? null : "Bearer " + token);
    }

    public Answer send(String method, String path, Object body, String authorization) {
        return send(method, path, body, authorization, Map.of());
    }

    /** @param code second factor; null for none */
    public Answer fresh(String method, String path, Object body, String token, String code) {
        return send(method, path, body, "Bearer " + token, code == null ? Map.of() : Map.of("Second-Factor", code));
    }

    @SuppressWarnings("unchecked")
    public Answer send(String method, String path, Object body, String authorization, Map<String, String> headers) {
        try {
            var request = HttpRequest.newBuilder(server.getURI().resolve(path))
                    .header("X-Forwarded-For", address)
                    .method(
                            method,
                            body == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            headers.forEach(request::header);
            if (authorization != null) {
                request.header("Authorization", authorization);
            }
            var answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            // A list is no map: whoever wants it reads the raw answer.
            boolean object = answer.body().length > 0 && answer.body()[0] == '{';
            Map<String, Object> parsed = object ? json.readValue(answer.body(), Map.class) : Map.of();
            return new Answer(answer.statusCode(), parsed, answer);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
