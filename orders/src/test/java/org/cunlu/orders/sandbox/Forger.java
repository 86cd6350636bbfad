package org.cunlu.orders.sandbox;

import io.micronaut.context.annotation.Requires;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.cunlu.orders.standin.Shop;

/** Sends notices as the gateway would, or as somebody would who wants to be taken for it. */
@Singleton
@Requires(property = "orders.stand-ins", value = "true")
public class Forger {
    private final SandboxKeys keys;
    private final ObjectMapper mapper;
    private final Shop shop;

    Forger(SandboxKeys keys, ObjectMapper mapper, Shop shop) {
        this.keys = keys;
        this.mapper = mapper;
        this.shop = shop;
    }

    /** A notice with its headers, to be changed at will. */
    public record Letter(Map<String, String> headers, byte[] body) {}

    public Letter genuine(String noticeId, String paymentId, String chargeId, long paidFen) {
        return letter(noticeId, "CUNLU-500233", paymentId, chargeId, "CNY", paidFen, Instant.now());
    }

    public Letter letter(
            String noticeId,
            String merchant,
            String paymentId,
            String chargeId,
            String currency,
            long paidFen,
            Instant signedAt) {
        try {
            byte[] body = mapper.writeValueAsBytes(
                    new NoticeBody(noticeId, merchant, paymentId, chargeId, "PAID", currency, paidFen, Instant.EPOCH));
            String timestamp = Long.toString(signedAt.getEpochSecond());
            var headers = new HashMap<String, String>();
            headers.put(Signing.TIMESTAMP, timestamp);
            headers.put(Signing.NOTICE, noticeId);
            headers.put(Signing.SERIAL, keys.serial());
            headers.put(Signing.SIGNATURE, Signing.sign(keys.privateKey(), timestamp, noticeId, body));
            return new Letter(headers, body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public static String signatureHeader() {
        return Signing.SIGNATURE;
    }

    public Shop.Answer send(Letter letter) {
        try {
            var request = HttpRequest.newBuilder(shop.uri("/api/hooks/payments/sandbox"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(letter.body()));
            letter.headers().forEach(request::header);
            return shop.answer(request);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
