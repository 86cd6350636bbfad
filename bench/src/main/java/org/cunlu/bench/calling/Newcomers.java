package org.cunlu.bench.calling;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Signs people up for a bench, each by the code that his phone gets, with numbers that follow each other. */
public final class Newcomers implements AutoCloseable {
    private static final int TRIES = 30;
    private static final String NAME = "压测买家";

    private final DemoPhones phones;
    private final AtomicLong next;

    public Newcomers(Address address) {
        this(
                DemoPhones.of(address),
                // Every number that begins with 135 is a mobile one; not all with 15 are.
                new AtomicLong(13_500_000_000L + ThreadLocalRandom.current().nextLong(90_000_000L)));
    }

    private Newcomers(DemoPhones phones, AtomicLong next) {
        this.phones = phones;
        this.next = next;
    }

    /** The same for another thread; no number is given twice. */
    Newcomers beside(Address address) {
        return new Newcomers(phones.beside(address), next);
    }

    /** @param tokens what the app answered: {@code accountId}, {@code accessToken} */
    public record Newcomer(String phone, JsonNode tokens) {}

    /** @param password null for none: then nothing has to be hashed for him */
    public Newcomer signUp(Wire wire, @Nullable String password) {
        String phone = String.valueOf(next.getAndIncrement());
        patiently(wire, "/api/auth/codes", Map.of("phone", phone, "purpose", "SIGN_IN"))
                .must("要不到验证码 · No code can be had");
        var said = new LinkedHashMap<>(Map.of("phone", phone, "code", phones.code(phone), "name", NAME));
        if (password != null) {
            said.put("password", password);
        }
        return new Newcomer(
                phone,
                patiently(wire, "/api/auth/sign-up", said)
                        .must("注册失败 · A buyer cannot sign up")
                        .json());
    }

    private static Answer patiently(Wire wire, String path, Map<String, String> said) {
        byte[] body = Buyer.json(said);
        Answer answer = Buyer.call(wire, "POST", path, "", body);
        for (int i = 0; i < TRIES && answer.status() == 429; i++) {
            LockSupport.parkNanos(1_000_000_000L * Math.clamp(answer.fact("retryAfterSeconds", 1), 1, 10));
            answer = Buyer.call(wire, "POST", path, "", body);
        }
        return answer;
    }

    @Override
    public void close() {
        phones.close();
    }
}
