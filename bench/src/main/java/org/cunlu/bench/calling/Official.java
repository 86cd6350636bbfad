package org.cunlu.bench.calling;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.cunlu.accounts.TotpSecret;

/** Somebody with an office and a second factor. Used by one thread at a time. */
public final class Official implements AutoCloseable {
    private static final String PASSWORD = "cunlu-demo-2026";
    /** That of everybody in the demo county's file. */
    private static final String DEMO_SECRET = "CUNLUDEMOCUNLUDEMOCUNLUDEMOCUNLU";
    /** A code is good in its own step and one on either side; each once. */
    private static final int STEPS_AHEAD = 1;

    private final Wire wire;
    private final String phone;
    private final TotpSecret secret;
    private String bearer;
    private long lastStep;
    private Duration took = Duration.ZERO;

    private Official(Wire wire, String phone, String bearer, TotpSecret secret) {
        this.wire = wire;
        this.phone = phone;
        this.bearer = bearer;
        this.secret = secret;
    }

    /** @param phone of somebody in the demo county's file */
    public static Official ofDemo(Address address, String phone) {
        var wire = new Wire(address);
        return new Official(wire, phone, signIn(wire, phone), new TotpSecret(DEMO_SECRET));
    }

    /** Somebody new, with a second factor of his own and no office yet. */
    public static Official newcomer(Address address) {
        var wire = new Wire(address);
        try (var newcomers = new Newcomers(address)) {
            var person = newcomers.signUp(wire, PASSWORD);
            String bearer = bearer(person.tokens());
            JsonNode begun = Buyer.call(
                            wire, "POST", "/api/auth/second-factor", bearer, Buyer.json(Map.of("password", PASSWORD)))
                    .must("绑不了二次验证 · No second factor can be had")
                    .json();
            var official = new Official(
                    wire,
                    person.phone(),
                    bearer,
                    new TotpSecret(begun.get("secret").getStringValue()));
            official.lastStep = TotpSecret.stepAt(Instant.now());
            Buyer.call(
                            wire,
                            "POST",
                            "/api/auth/second-factor/confirm",
                            bearer,
                            Buyer.json(Map.of("code", official.secret.code(official.lastStep))))
                    .must("二次验证没有确认 · The second factor was not confirmed");
            return official;
        }
    }

    private static String signIn(Wire wire, String phone) {
        return bearer(Buyer.call(
                        wire, "POST", "/api/auth/sign-in", "", Buyer.json(Map.of("phone", phone, "password", PASSWORD)))
                .must("演示县的人员不能登录 · The demo's people cannot sign in: is this a demo")
                .json());
    }

    private static String bearer(JsonNode tokens) {
        return "Authorization: Bearer " + tokens.get("accessToken").getStringValue() + "\r\n";
    }

    public String phone() {
        return phone;
    }

    /** With whatever offices he has got since. */
    public void signInAgain() {
        bearer = signIn(wire, phone);
    }

    public JsonNode get(String path) {
        return Buyer.call(wire, "GET", path, bearer, null)
                .must("问不到 · Cannot be asked: " + path)
                .json();
    }

    public Answer post(String path, Object body) {
        return Buyer.call(
                wire, "POST", path, bearer + "Idempotency-Key: " + Buyer.freshKey() + "\r\n", Buyer.json(body));
    }

    /** An act that asks for a fresh second factor; waits until there is a code that was not used. */
    public Answer fresh(String method, String path, @Nullable Object body) {
        String key = "Idempotency-Key: " + Buyer.freshKey() + "\r\n";
        while (true) {
            long step = nextStep();
            long begun = System.nanoTime();
            Answer answer = Buyer.call(
                    wire,
                    method,
                    path,
                    bearer + key + "Second-Factor: " + secret.code(step) + "\r\n",
                    Buyer.json(body == null ? new LinkedHashMap<>() : body));
            took = Duration.ofNanos(System.nanoTime() - begun);
            // Somebody used this one's codes shortly before.
            if (!answer.code().equals("second-factor-wrong")) {
                return answer;
            }
        }
    }

    /** @return what the last act with a second factor took, without waiting for its code */
    public Duration took() {
        return took;
    }

    private void awaitCode() {
        while (TotpSecret.stepAt(Instant.now()) + STEPS_AHEAD <= lastStep) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private long nextStep() {
        awaitCode();
        lastStep = Math.max(lastStep + 1, TotpSecret.stepAt(Instant.now()) - STEPS_AHEAD);
        return lastStep;
    }

    @Override
    public void close() {
        wire.close();
    }
}
