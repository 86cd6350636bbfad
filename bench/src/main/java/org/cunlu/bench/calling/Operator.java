package org.cunlu.bench.calling;

import io.micronaut.json.tree.JsonNode;
import java.util.Map;

/** The demo county's operator, whom every demo has with the same password. Used by one thread at a time. */
public final class Operator implements AutoCloseable {
    private static final String PHONE = "13800230016";
    private static final String PASSWORD = "cunlu-demo-2026";

    private final Wire wire;
    private final String bearer;

    private Operator(Wire wire, String bearer) {
        this.wire = wire;
        this.bearer = bearer;
    }

    public static Operator of(Address address) {
        var wire = new Wire(address);
        byte[] body = Buyer.json(Map.of("phone", PHONE, "password", PASSWORD));
        JsonNode tokens = Buyer.call(wire, "POST", "/api/auth/sign-in", "", body)
                .must("演示县的运营人员不能登录 · The demo's operator cannot sign in: is this a demo")
                .json();
        return new Operator(
                wire, "Authorization: Bearer " + tokens.get("accessToken").getStringValue() + "\r\n");
    }

    /** The same operator on a connection of its own, for another thread; nobody signs in again. */
    Operator beside(Address address) {
        return new Operator(new Wire(address), bearer);
    }

    public Answer get(String path) {
        return Buyer.call(wire, "GET", path, bearer, null);
    }

    public Answer post(String path, Map<String, Object> body) {
        return Buyer.call(wire, "POST", path, bearer, Buyer.json(body));
    }

    /** Sends a file as what it is. */
    public Answer bring(String path, String contentType, byte[] file) {
        return Buyer.call(wire, "POST", path, bearer + "Content-Type: " + contentType + "\r\n", file);
    }

    /** Does what needs nothing said but its name. */
    public Answer act(String path) {
        return Buyer.call(wire, "POST", path, bearer, null);
    }

    @Override
    public void close() {
        wire.close();
    }
}
