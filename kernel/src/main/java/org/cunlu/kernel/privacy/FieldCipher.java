package org.cunlu.kernel.privacy;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals phones, names and addresses for their columns (AES-256-GCM): key number (1 byte), nonce (12), cipher text, tag
 * (16), so a column of {@code VARBINARY} has to hold 29 bytes more than the text in UTF-8. The same text is sealed
 * differently each time; to look something up, see {@link BlindIndex}.
 */
@Singleton
public class FieldCipher {
    private static final byte KEY_NUMBER = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEAD_BYTES = 1 + NONCE_BYTES;

    private final Secrets secrets;
    private final SecureRandom random = new SecureRandom();

    FieldCipher(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * @param context where it will stand, such as {@code acc_account.phone}; what was sealed for one place opens at no other
     * @param text any text, not null
     */
    public byte[] seal(String context, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] body = cipher(Cipher.ENCRYPT_MODE, context, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(HEAD_BYTES + body.length)
                    .put(KEY_NUMBER)
                    .put(nonce)
                    .put(body)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal " + context, e);
        }
    }

    /**
     * @param sealed what {@link #seal} made for the same context
     * @throws IllegalStateException when it was changed, belongs elsewhere or was sealed with an unknown key
     */
    public String open(String context, byte[] sealed) {
        if (sealed.length < HEAD_BYTES + TAG_BITS / 8 || sealed[0] != KEY_NUMBER) {
            throw new IllegalStateException("not sealed by a known key: " + context);
        }
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(sealed, 1, nonce, 0, NONCE_BYTES);
        try {
            byte[] text =
                    cipher(Cipher.DECRYPT_MODE, context, nonce).doFinal(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot open " + context, e);
        }
    }

    private Cipher cipher(int mode, String context, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, secrets.fieldKey(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(new byte[] {KEY_NUMBER});
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
