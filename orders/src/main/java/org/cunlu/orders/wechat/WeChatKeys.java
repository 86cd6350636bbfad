package org.cunlu.orders.wechat;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.cunlu.kernel.signing.Pem;
import org.cunlu.kernel.signing.Sha256Rsa;

/** Signs what we say, verifies what WeChat Pay says, opens what it seals. Read at start, so that a wrong key is seen then. */
@Context
@Requires(property = WeChatSettings.SWITCH)
class WeChatKeys {
    static final String TIMESTAMP = "wechatpay-timestamp";
    static final String NONCE = "wechatpay-nonce";
    static final String SERIAL = "wechatpay-serial";
    static final String SIGNATURE = "wechatpay-signature";

    /** Both ways. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final String SETTINGS = "cunlu.payments.wechat.";
    private static final int API_KEY_BYTES = 32;
    private static final int TAG_BITS = 128;

    private final String merchantId;
    private final String serial;
    private final PrivateKey own;
    private final SecretKeySpec sealing;
    private final Map<String, PublicKey> platform;

    WeChatKeys(WeChatSettings settings) {
        this.merchantId = settings.merchantId();
        this.serial = settings.serial();
        this.own = Pem.privateKey(SETTINGS + "private-key", settings.privateKey());
        byte[] apiKey = Pem.text(SETTINGS + "api-key", settings.apiKey()).getBytes(StandardCharsets.UTF_8);
        if (apiKey.length != API_KEY_BYTES) {
            throw new ConfigurationException(SETTINGS + "api-key is not of " + API_KEY_BYTES + " bytes");
        }
        this.sealing = new SecretKeySpec(apiKey, "AES");
        this.platform = platform(settings.platformKeys());
    }

    private static Map<String, PublicKey> platform(String listed) {
        var keys = new HashMap<String, PublicKey>();
        for (String entry : listed.split(",(?=[A-Za-z0-9_]+=)")) {
            int cut = entry.indexOf('=');
            if (cut < 1) {
                throw new ConfigurationException(SETTINGS + "platform-keys is not SERIAL=key,SERIAL=key");
            }
            keys.put(
                    entry.substring(0, cut).strip(),
                    Pem.publicKey(SETTINGS + "platform-keys", entry.substring(cut + 1)));
        }
        return Map.copyOf(keys);
    }

    /** @param target path and query @return value of the header Authorization */
    String authorization(String method, String target, String body, Instant now, String nonce) {
        String timestamp = Long.toString(now.getEpochSecond());
        byte[] message = (method + "\n" + target + "\n" + timestamp + "\n" + nonce + "\n" + body + "\n")
                .getBytes(StandardCharsets.UTF_8);
        return "WECHATPAY2-SHA256-RSA2048 mchid=\"" + merchantId + "\",nonce_str=\"" + nonce + "\",signature=\""
                + Sha256Rsa.sign(own, message) + "\",timestamp=\"" + timestamp + "\",serial_no=\"" + serial + "\"";
    }

    /** @param prepaid {@code prepay_id=…} @return what a page hands to WeChat, by the names that it wants */
    Map<String, String> invocation(String appId, String prepaid, Instant now, String nonce) {
        String timestamp = Long.toString(now.getEpochSecond());
        byte[] message =
                (appId + "\n" + timestamp + "\n" + nonce + "\n" + prepaid + "\n").getBytes(StandardCharsets.UTF_8);
        return Map.of(
                "appId",
                appId,
                "timeStamp",
                timestamp,
                "nonceStr",
                nonce,
                "package",
                prepaid,
                "signType",
                "RSA",
                "paySign",
                Sha256Rsa.sign(own, message));
    }

    /** @return why it may not be believed; empty when it is WeChat Pay's and fresh */
    Optional<String> doubt(Map<String, String> headers, byte[] body, Instant now) {
        String timestamp = headers.getOrDefault(TIMESTAMP, "");
        String nonce = headers.getOrDefault(NONCE, "");
        String signature = headers.getOrDefault(SIGNATURE, "");
        String signedBy = headers.getOrDefault(SERIAL, "");
        if (timestamp.isEmpty() || nonce.isEmpty() || signature.isEmpty() || signedBy.isEmpty()) {
            return Optional.of("headers missing");
        }
        PublicKey key = platform.get(signedBy);
        if (key == null) {
            return Optional.of("serial unknown");
        }
        if (!fresh(timestamp, now)) {
            return Optional.of("timestamp not fresh");
        }
        return Sha256Rsa.verifies(key, message(timestamp, nonce, body), signature)
                ? Optional.empty()
                : Optional.of("signature wrong");
    }

    /** @throws GeneralSecurityException when it was not sealed with our key, or was changed */
    byte[] open(String ciphertext, String nonce, String associated) throws GeneralSecurityException {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    sealing,
                    new GCMParameterSpec(TAG_BITS, nonce.getBytes(StandardCharsets.UTF_8)));
            cipher.updateAAD(associated.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(Base64.getDecoder().decode(ciphertext));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("not sealed", e);
        }
    }

    private static byte[] message(String timestamp, String nonce, byte[] body) {
        byte[] head = (timestamp + "\n" + nonce + "\n").getBytes(StandardCharsets.UTF_8);
        var message = new byte[head.length + body.length + 1];
        System.arraycopy(head, 0, message, 0, head.length);
        System.arraycopy(body, 0, message, head.length, body.length);
        message[message.length - 1] = '\n';
        return message;
    }

    private static boolean fresh(String timestamp, Instant now) {
        try {
            Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(signed, now).abs().compareTo(FRESH) <= 0;
        } catch (RuntimeException e) {
            // No number, or one that no date has.
            return false;
        }
    }
}
