package org.cunlu.bench.calling;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Somebody who signed up for this bench and buys, on a connection of his own. Used by one thread at a time. */
public final class Buyer implements AutoCloseable {
    /** Online orders that nobody pays expire, and their pieces return by themselves: a bench leaves the stock as it was. */
    private static final String PAYMENT = "ONLINE";

    private static final ObjectMapper JSON = ObjectMapper.getDefault();
    private static final int SIGN_UP_TRIES = 30;

    private final Wire wire;
    private final String accountId;
    private final String bearer;
    private final Map<String, Object> recipient;
    private final Map<String, Object> destination;

    private Buyer(Wire wire, String accountId, String token, String phone, String village) {
        this.wire = wire;
        this.accountId = accountId;
        this.bearer = "Authorization: Bearer " + token + "\r\n";
        this.recipient = Map.of("name", "压测买家", "phone", phone);
        this.destination = Map.of("villageCode", village);
    }

    /**
     * Signs people up by the codes that their phones get, without passwords: nothing has to be hashed for them.
     * @param villages where they live, in turn
     */
    public static List<Buyer> signUp(Address address, int count, List<String> villages) {
        var buyers = new ArrayList<Buyer>();
        long phone = 15_000_000_000L + ThreadLocalRandom.current().nextLong(900_000_000L);
        try (var phones = DemoPhones.of(address)) {
            for (int i = 0; i < count; i++) {
                buyers.add(signUp(address, phones, String.valueOf(phone + i), villages.get(i % villages.size())));
            }
        }
        return buyers;
    }

    private static Buyer signUp(Address address, DemoPhones phones, String phone, String village) {
        var wire = new Wire(address);
        patiently(wire, "/api/auth/codes", Map.of("phone", phone, "purpose", "SIGN_IN"))
                .must("要不到验证码 · No code can be had");
        var newcomer = Map.of("phone", phone, "code", phones.code(phone), "name", "压测买家");
        var tokens = patiently(wire, "/api/auth/sign-up", newcomer)
                .must("注册失败 · A buyer cannot sign up")
                .json();
        return new Buyer(
                wire,
                tokens.get("accountId").getStringValue(),
                tokens.get("accessToken").getStringValue(),
                phone,
                village);
    }

    private static Answer patiently(Wire wire, String path, Map<String, String> said) {
        byte[] body = json(said);
        Answer answer = call(wire, "POST", path, "", body);
        for (int i = 0; i < SIGN_UP_TRIES && answer.status() == 429; i++) {
            LockSupport.parkNanos(1_000_000_000L * Math.clamp(answer.fact("retryAfterSeconds", 1), 1, 10));
            answer = call(wire, "POST", path, "", body);
        }
        return answer;
    }

    public String accountId() {
        return accountId;
    }

    public Answer putInCart(String offerId, int quantity) throws IOException {
        return wire.send("PUT", line(offerId), bearer, ("{\"quantity\":" + quantity + "}").getBytes());
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
