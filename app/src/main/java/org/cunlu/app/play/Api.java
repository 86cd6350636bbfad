package org.cunlu.app.play;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.cunlu.app.county.DemoPerson;

/**
 * The API as somebody from outside calls it. A call whose answer is lost, or that meets a server that is just starting, is
 * made again with the same key, as a phone would: so writes take a key or are repeatable by themselves.
 */
public final class Api {
    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ObjectMapper json = ObjectMapper.getDefault();
    private final List<String> bases;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile Function<String, JsonNode> codes = this::signIn;

    /** @param bases such as {@code http://127.0.0.1:8080}; several instances, separated by commas, are called in turn */
    public Api(String bases) {
        this.bases = Arrays.stream(bases.split(","))
                .map(base -> base.strip().replaceAll("(?<!/)/+$", ""))
                .toList();
    }

    /** @return the values of an array */
    public static List<JsonNode> list(JsonNode array) {
        var list = new ArrayList<JsonNode>();
        array.values().forEach(list::add);
        return list;
    }

    /** @return how many requests were made until now */
    public int calls() {
        return calls.get();
    }

    private String base() {
        return bases.get(Math.floorMod(calls.getAndIncrement(), bases.size()));
    }

    public JsonNode get(Person who, String path) {
        return send("GET", who, path, Map.of(), null);
    }

    /** @return the status of the answer, whatever it is; asked once */
    int status(Person who, String path) {
        try {
            return client.send(request("GET", who, path, Map.of(), null), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new Unplayable("GET " + path + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unplayable("interrupted", e);
        }
    }

    /** @return the sum of a counter over all instances by their own measure; -1 when they do not tell */
    public long counted(String counter) {
        double sum = 0;
        for (String base : bases) {
            try {
                var asked = HttpRequest.newBuilder(URI.create(base + "/prometheus"))
                        .timeout(Duration.ofSeconds(5))
                        .build();
                var answer = client.send(asked, HttpResponse.BodyHandlers.ofString());
                var found = Pattern.compile("(?m)^" + counter + " (\\S+)$").matcher(answer.body());
                if (answer.statusCode() != OK || !found.find()) {
                    return -1;
                }
                sum += Double.parseDouble(found.group(1));
            } catch (IOException e) {
                return -1;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Unplayable("interrupted", e);
            }
        }
        return (long) sum;
    }

    public JsonNode post(Person who, String path, Object body) {
        return send("POST", who, path, Map.of(), body);
    }

    public JsonNode post(Person who, String path, String key, Object body) {
        return send("POST", who, path, Map.of("Idempotency-Key", key), body);
    }

    /** @param code second factor, of this act alone @param text a file */
    JsonNode postText(Person who, String path, String code, String text) {
        return send("POST", who, path, Map.of("Content-Type", "text/csv", "Second-Factor", code), text);
    }

    public JsonNode put(Person who, String path, Object body) {
        return send("PUT", who, path, Map.of(), body);
    }

    /** Sends a file as it is. */
    JsonNode upload(Person who, String path, byte[] file) {
        return send("POST", who, path, Map.of(), file);
    }

    void delete(Person who, String path) {
        send("DELETE", who, path, Map.of(), null);
    }

    /** @param code second factor, of this act alone */
    JsonNode postFresh(Person who, String path, String code, Object body) {
        return send(
                "POST",
                who,
                path,
                Map.of(
                        "Second-Factor",
                        code,
                        "Idempotency-Key",
                        UUID.randomUUID().toString()),
                body);
    }

    /** @param code second factor, of this act alone */
    JsonNode putFresh(Person who, String path, String code, Object body) {
        var headers = Map.of(
                "Second-Factor", code, "Idempotency-Key", UUID.randomUUID().toString());
        return send("PUT", who, path, headers, body);
    }

    public JsonNode signIn(String phone) {
        return post(null, "/api/auth/sign-in", Map.of("phone", phone, "password", DemoPerson.PASSWORD));
    }

    private void signInAgain(Person who) {
        JsonNode tokens = who.byCode() ? codes.apply(who.phone()) : signIn(who.phone());
        who.signedInAgain(tokens.get("accessToken").getStringValue());
    }

    /** @param reader signs a phone in by a code that it is sent */
    void codesBy(Function<String, JsonNode> reader) {
        codes = reader;
    }

    public static String query(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode send(String method, Person who, String path, Map<String, String> headers, Object body) {
        var request = request(method, who, path, headers, body);
        boolean signedInAgain = false;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() == 401 && who != null && !signedInAgain) {
                    signInAgain(who);
                    signedInAgain = true;
                    request = request(method, who, path, headers, body);
                    continue;
                }
                if (answer.statusCode() != 503 || System.nanoTime() > deadline) {
                    return read(method, path, answer);
                }
            } catch (ConnectException e) {
                if (System.nanoTime() > deadline) {
                    throw new Unplayable(method + " " + path + ": nobody answers at " + bases, e);
                }
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw new Unplayable(method + " " + path + ": " + e.getMessage(), e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Unplayable("interrupted", e);
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
    }

    private HttpRequest request(String method, Person who, String path, Map<String, String> headers, Object body) {
        var request = HttpRequest.newBuilder(URI.create(base() + path)).timeout(Duration.ofSeconds(30));
        request.header("Accept", "application/json");
        if (who != null) {
            request.header("Authorization", "Bearer " + who.token());
        }
        headers.forEach(request::header);
        if (body == null) {
            return request.method(method, HttpRequest.BodyPublishers.noBody()).build();
        }
        if (body instanceof String text) {
            return request.method(method, HttpRequest.BodyPublishers.ofString(text))
                    .build();
        }
        if (body instanceof byte[] file) {
            request.header("Content-Type", "application/octet-stream");
            return request.method(method, HttpRequest.BodyPublishers.ofByteArray(file))
                    .build();
        }
        request.header("Content-Type", "application/json");
        try {
            return request.method(method, HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                    .build();
        } catch (IOException e) {
            throw new Unplayable("cannot be written as JSON: " + body, e);
        }
    }

    private JsonNode read(String method, String path, HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() >= 400) {
            throw new Unplayable(method + " " + path + " was answered with " + answer.statusCode() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body().length == 0
                ? JsonNode.createObjectNode(Map.of())
                : json.readValue(answer.body(), JsonNode.class);
    }
}
