package org.cunlu.orders.alipay;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.kernel.signing.Pem;
import org.cunlu.kernel.signing.Sha256Rsa;

/** RSA2: signs what we say, verifies what Alipay says. Read at start, so that a wrong key is seen then. */
@Context
@Requires(property = AlipaySettings.SWITCH)
class AlipayKeys {
    private static final String SETTINGS = "cunlu.payments.alipay.";

    private final PrivateKey own;
    private final PublicKey alipay;

    AlipayKeys(AlipaySettings settings) {
        this.own = Pem.privateKey(SETTINGS + "private-key", settings.privateKey());
        this.alipay = Pem.publicKey(SETTINGS + "alipay-key", settings.alipayKey());
    }

    String sign(Map<String, String> fields) {
        return Sha256Rsa.sign(own, lines(fields).getBytes(StandardCharsets.UTF_8));
    }

    /** @param signed the very bytes that were signed */
    boolean alipays(String signed, String signature) {
        return Sha256Rsa.verifies(alipay, signed.getBytes(StandardCharsets.UTF_8), signature);
    }

    /** @return fields in the order of their names, empty ones left out, joined as both sides sign them */
    static String lines(Map<String, String> fields) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .filter(field -> !field.getValue().isEmpty())
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("&"));
    }
}
