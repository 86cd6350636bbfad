package org.cunlu.bench.calling;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Somebody with an account who signs in by his password, on a connection of his own. Used by one thread at a time. */
public final class Visitor implements AutoCloseable {
    private static final String PASSWORD = "storm-cedar-4821";

    private final Wire wire;
    private final byte[] credentials;

    private Visitor(Wire wire, String phone) {
        this.wire = wire;
        this.credentials = Buyer.json(Map.of("phone", phone, "password", PASSWORD));
    }

    public static List<Visitor> signUp(Address address, int count) {
        var visitors = new ArrayList<Visitor>();
        try (var newcomers = new Newcomers(address)) {
            for (int i = 0; i < count; i++) {
                var wire = new Wire(address);
                visitors.add(new Visitor(wire, newcomers.signUp(wire, PASSWORD).phone()));
            }
        }
        return visitors;
    }

    public Answer signIn() throws IOException {
        return wire.send("POST", "/api/auth/sign-in", "", credentials);
    }

    @Override
    public void close() {
        wire.close();
    }
}
