package org.cunlu.orders.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/** How notices are signed: Ed25519 over timestamp, notice id and the body's bytes, each ended by a line feed. */
final class Signing {
    static final String TIMESTAMP = "sandbox-timestamp";
    static final String NOTICE = "sandbox-notice";
    static final String SERIAL = "sandbox-serial";
    static final String SIGNATURE = "sandbox-signature";

    private Signing() {}

    /** @return in base64 */
    static String sign(PrivateKey key, String timestamp, String noticeId, byte[] body) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(message(timestamp, noticeId, body));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    /** @return false also for what is no signature at all */
    static boolean verifies(PublicKey key, String timestamp, String noticeId, byte[] body, String signed) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(message(timestamp, noticeId, body));
            return signature.verify(Base64.getDecoder().decode(signed));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] message(String timestamp, String noticeId, byte[] body) {
        var message = new ByteArrayOutputStream();
        message.writeBytes((timestamp + "\n" + noticeId + "\n").getBytes(StandardCharsets.UTF_8));
        message.writeBytes(body);
        message.write('\n');
        return message.toByteArray();
    }
}
