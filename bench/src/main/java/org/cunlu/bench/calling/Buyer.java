package org.cunlu.bench.calling;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.cunlu.bench.calling.Newcomers.Newcomer;

/** Somebody who signed up for this bench and buys, on a connection of his own. Used by one thread at a time. */
public final class Buyer implements AutoCloseable {
    /** Online orders that nobody pays expire, and their pieces return by themselves: a bench leaves the stock as it was. */
    private static final String PAYMENT = "ONLINE";

    /** How many sign up at the same time: more would only wait for the app's two processors. */
    private static final int SIGNING_UP = 8;

    private static final ObjectMapper JSON = ObjectMapper.getDefault();

    private final Wire wire;
    private final String accountId;
    private final String bearer;
    private final Map<String, Object> recipient;
    private final Map<String, Object> destination;

    private Buyer(Wire wire, Newcomer newcomer, String village) {
        this.wire = wire;
        this.accountId = newcomer.tokens().get("accountId").getStringValue();
        this.bearer =
                "Authorization: Bearer " + newcomer.tokens().get("accessToken").getStringValue() + "\r\n";
        this.recipient = Map.of("name", "压测买家", "phone", newcomer.phone());
        this.destination = Map.of("villageCode", village);
    }

    /**
     * Signs people up without passwords: nothing has to be hashed for them.
     * @param villages where they live, in turn
     */
    public static List<Buyer> signUp(Address address, int count, List<String> villages) {
        try (var newcomers = new Newcomers(address);
                var threads = Executors.newFixedThreadPool(SIGNING_UP)) {
            var groups = new ArrayList<Future<List<Buyer>>>();
            for (int group = 0; group < SIGNING_UP; group++) {
                int first = group;
                groups.add(threads.submit(() -> signUp(address, newcomers, first, count, villages)));
            }
            var buyers = new ArrayList<Buyer>();
            for (Future<List<Buyer>> group : groups) {
                buyers.addAll(group.get());
            }
            return buyers;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BrokenOff broken ? broken : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("中断 · interrupted", e);
        }
    }

    /** Each of them that is {@code SIGNING_UP} further than the one before. */
    private static List<Buyer> signUp(
            Address address, Newcomers newcomers, int first, int count, List<String> villages) {
        var buyers = new ArrayList<Buyer>();
        try (var own = newcomers.beside(address)) {
            for (int i = first; i < count; i += SIGNING_UP) {
                var wire = new Wire(address);
                buyers.add(new Buyer(wire, own.signUp(wire, null), villages.get(i % villages.size())));
            }
        }
        return buyers;
    }

    public String accountId() {
        return accountId;
    }

    /** @return code of the village where he lives: what he pays depends on it */
    public String village() {
        return String.valueOf(destination.get("villageCode"));
    }

    public Answer putInCart(String offerId, int quantity) throws IOException {
        return wire.send("PUT", line(offerId), bearer, ("{\"quantity\":" + quantity + "}").getBytes());
    }

    /** One piece at the price of a live slot that is on air. */
    public Answer putInCart(String offerId, String liveSlotId) throws IOException {
        return wire.send(
                "PUT", line(offerId), bearer, ("{\"quantity\":1,\"liveSlotId\":\"" + liveSlotId + "\"}").getBytes());
    }

    public Answer takeOutOfCart(String offerId) throws IOException {
        return wire.send("DELETE", line(offerId), bearer, null);
    }

    public Answer quote() throws IOException {
        return wire.send(
                "POST", "/api/shop/quotes", bearer, json(Map.of("destination", destination, "payment", PAYMENT)));
    }

    /** @return the body that orders the cart at this price; made once, so that a turn of the bench builds no JSON */
    public byte[] orderBody(long quotedTotalFen) {
        var body = new LinkedHashMap<String, Object>();
        body.put("destination", destination);
        body.put("recipient", recipient);
        body.put("quotedTotalFen", quotedTotalFen);
        body.put("payment", PAYMENT);
        return json(body);
    }

    /** @param key a fresh one for each order */
    public Answer place(byte[] orderBody, String key) throws IOException {
        return wire.send("POST", "/api/shop/order-groups", bearer + "Idempotency-Key: " + key + "\r\n", orderBody);
    }

    public Answer cancel(String orderId) throws IOException {
        return wire.send(
                "POST",
                "/api/shop/orders/" + orderId + "/cancel",
                bearer + "Idempotency-Key: " + freshKey() + "\r\n",
                null);
    }

    public static String freshKey() {
        var random = ThreadLocalRandom.current();
        return Long.toHexString(random.nextLong()) + '-' + Long.toHexString(random.nextLong());
    }

    @Override
    public void close() {
        wire.close();
    }

    private static String line(String offerId) {
        return "/api/shop/cart/lines/" + offerId;
    }

    static Answer call(Wire wire, String method, String path, String headers, byte[] body) {
        try {
            return wire.send(method, path, headers, body);
        } catch (IOException e) {
            throw new BrokenOff("应用没有回答 · The app does not answer: " + method + " " + path + ": " + e.getMessage(), e);
        }
    }

    static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
