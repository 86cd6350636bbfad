package org.cunlu.bench.calling;

import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.util.Map;

/** The demo county's operator, whom every demo has with the same password. Used by one thread at a time. */
public final class Operator implements AutoCloseable {
    private static final String PHONE = "13800230016";
    private static final String PASSWORD = "cunlu-demo-2026";

    /** A third of what a way in lasts. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private final Wire wire;
    private String bearer;
    private long signedIn;

    private Operator(Wire wire, String bearer, long signedIn) {
        this.wire = wire;
        this.bearer = bearer;
        this.signedIn = signedIn;
    }

    public static Operator of(Address address) {
        var wire = new Wire(address);
        return new Operator(wire, signIn(wire), System.nanoTime());
    }

    /** The same operator on a connection of its own, for another thread; nobody signs in again until that has to be. */
    Operator beside(Address address) {
        return new Operator(new Wire(address), bearer, signedIn);
    }

    public Answer get(String path) {
        return Buyer.call(wire, "GET", path, bearer(), null);
    }

    public Answer post(String path, Map<String, Object> body) {
        return Buyer.call(wire, "POST", path, bearer(), Buyer.json(body));
    }

    /** Sends a file as what it is. */
    public Answer bring(String path, String contentType, byte[] file) {
        return Buyer.call(wire, "POST", path, bearer() + "Content-Type: " + contentType + "\r\n", file);
    }

    /** Does what needs nothing said but its name. */
    public Answer act(String path) {
        return Buyer.call(wire, "POST", path, bearer(), null);
    }

    /** A bench takes longer than a way in lasts. */
    private String bearer() {
        if (System.nanoTime() - signedIn > GOOD_FOR.toNanos()) {
            bearer = signIn(wire);
            signedIn = System.nanoTime();
        }
        return bearer;
    }

    private static String signIn(Wire wire) {
        byte[] body = Buyer.json(Map.of("phone", PHONE, "password", PASSWORD));
        JsonNode tokens = Buyer.call(wire, "POST", "/api/auth/sign-in", "", body)
                .must("演示县的运营人员不能登录 · The demo's operator cannot sign in: is this a demo")
                .json();
        return "Authorization: Bearer " + tokens.get("accessToken").getStringValue() + "\r\n";
    }

    @Override
    public void close() {
        wire.close();
    }
}
