package org.cunlu.bench.chaos;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.cunlu.bench.calling.BrokenOff;

/**
 * Calls the instances as a phone does: a request whose answer is lost is made again by the same key, at whichever instance,
 * until somebody answers it or patience ends.
 */
final class Caller implements AutoCloseable {
    private static final ObjectMapper JSON = ObjectMapper.getDefault();
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private final List<String> bases;
    private final Book book;
    private final Duration patience;
    private final LongAdder notConnected = new LongAdder();
    private final LongAdder brokenOff = new LongAdder();
    private final LongAdder notInTime = new LongAdder();
    private final LongAdder askedLater = new LongAdder();

    /** @param patience how long one request is made again and again */
    Caller(List<String> bases, Book book, Duration patience) {
        this.bases = List.copyOf(bases);
        this.book = book;
        this.patience = patience;
    }

    /** @param key null for what is repeatable by itself */
    record Request(
            String method,
            String path,
            @Nullable String key,
            @Nullable byte[] body) {
        static Request get(String path) {
            return new Request("GET", path, null, null);
        }

        static Request post(String path, String key, @Nullable byte[] body) {
            return new Request("POST", path, key, body);
        }
    }

    /**
     * How it ended.
     * @param reply empty when nobody said anything before patience ended
     * @param answersLost whether a try before was not answered: it may have had its effect
     */
    record Result(Optional<Reply> reply, boolean answersLost) {
        boolean done() {
            return reply.filter(last -> last.sense() == Reply.Sense.DONE).isPresent();
        }

        /** @return whether it was said that it is not done; false as well when nobody knows */
        boolean refused() {
            return reply.isPresent() && !done();
        }

        JsonNode json() {
            try {
                return reply.orElseThrow().json();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String code() {
            return reply.map(Reply::code).orElse("no-answer");
        }
    }

    static byte[] json(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Requests that were not answered, by how, and those that were put off.
     * @param notConnected nobody listened
     * @param brokenOff the connection ended before the answer
     * @param notInTime there was no answer within ten seconds
     * @param askedLater answered with 503 or 429
     */
    record Unanswered(long notConnected, long brokenOff, long notInTime, long askedLater) {}

    Unanswered unanswered() {
        return new Unanswered(notConnected.sum(), brokenOff.sum(), notInTime.sum(), askedLater.sum());
    }

    /** @param who null for anybody */
    Result ask(@Nullable Person who, Request request) {
        boolean answersLost = false;
        boolean signedInAgain = false;
        long deadline = System.nanoTime() + patience.toNanos();
        do {
            Optional<Reply> reply = once(who, request);
            if (reply.isEmpty()) {
                answersLost = true;
            } else if (reply.get().status() == 401 && who != null && !signedInAgain) {
                signedInAgain = true;
                signIn(who);
                continue;
            } else {
                switch (reply.get().sense()) {
                    case DONE, REFUSED -> {
                        return new Result(reply, answersLost);
                    }
                    case BROKEN -> {
                        book.contradiction(request.method() + " " + request.path() + " was answered with "
                                + reply.get().shown());
                        answersLost = true;
                    }
                    case LATER -> askedLater.increment();
                }
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        } while (System.nanoTime() < deadline);
        return new Result(Optional.empty(), true);
    }

    /** @return the answer to something that is sure to be possible when all is well */
    JsonNode must(@Nullable Person who, Request request) {
        Result result = ask(who, request);
        if (!result.done()) {
            throw new BrokenOff("没有办成 · Not done: " + request.method() + " " + request.path() + " "
                    + result.reply().map(Reply::shown).orElse("no answer"));
        }
        return result.json();
    }

    void signIn(Person who) {
        Request request = new Request(
                "POST", "/api/auth/sign-in", null, json(Map.of("phone", who.phone(), "password", Person.PASSWORD)));
        Result result = ask(null, request);
        if (result.done()) {
            who.signedInAgain(result.json().get("accessToken").getStringValue());
        }
    }

    private Optional<Reply> once(@Nullable Person who, Request request) {
        String base = bases.get(ThreadLocalRandom.current().nextInt(bases.size()));
        var building = HttpRequest.newBuilder(URI.create(base + request.path()))
                .timeout(ANSWER_WITHIN)
                .header("Accept", "application/json");
        if (who != null) {
            building.header("Authorization", "Bearer " + who.token());
        }
        if (request.key() != null) {
            building.header("Idempotency-Key", request.key());
        }
        if (request.body() != null) {
            building.header("Content-Type", "application/json");
        }
        building.method(
                request.method(),
                request.body() == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(request.body()));
        try {
            HttpResponse<byte[]> answer = http.send(building.build(), HttpResponse.BodyHandlers.ofByteArray());
            boolean retryLater = answer.headers().firstValue("Retry-After").isPresent();
            return Optional.of(new Reply(answer.statusCode(), retryLater, answer.body()));
        } catch (IOException e) {
            switch (e) {
                case ConnectException _, HttpConnectTimeoutException _ -> notConnected.increment();
                case HttpTimeoutException _ -> notInTime.increment();
                default -> brokenOff.increment();
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("中断 · interrupted", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
