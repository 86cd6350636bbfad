package org.cunlu.kernel.privacy;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * Finds sealed fields without opening them: a keyed hash (HMAC-SHA-256, its first 16 bytes) of the normalised text, for a
 * {@code BINARY(16)} column beside the sealed one.
 */
@Singleton
public class BlindIndex {
    public static final int BYTES = 16;

    private final Secrets secrets;

    BlindIndex(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * @param context what is hashed, such as {@code acc_account.phone.last4}; equal texts of two contexts hash differently
     * @param normalised the text in the one spelling in which it is also looked up
     * @return {@link #BYTES} bytes
     */
    public byte[] of(String context, String normalised) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(secrets.indexKey());
            mac.update(context.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(normalised.getBytes(StandardCharsets.UTF_8)), BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot hash " + context, e);
        }
    }
}
