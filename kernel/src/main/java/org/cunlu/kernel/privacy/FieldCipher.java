package org.cunlu.kernel.privacy;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals phones, names and addresses for their columns (AES-256-GCM): key number (1 byte), nonce (12), cipher text, tag
 * (16), so a column of {@code VARBINARY} has to hold 29 bytes more than the text in UTF-8. The same text is sealed
 * differently each time; to look something up, see {@link BlindIndex}. It seals with the newest key and opens with the one
 * that the sealed bytes name.
 */
@Singleton
public class FieldCipher {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEAD_BYTES = 1 + NONCE_BYTES;

    private final DataKeys keys;
    private final SecureRandom random = new SecureRandom();

    FieldCipher(DataKeys keys) {
        this.keys = keys;
    }

    /**
     * @param context where it will stand, such as {@code acc_account.phone}; what was sealed for one place opens at no other
     * @param text any text, not null
     */
    public byte[] seal(String context, String text) {
        DataKeys.Numbered key = keys.newest();
        byte[] head = new byte[HEAD_BYTES];
        random.nextBytes(head);
        head[0] = (byte) key.number();
        try {
            byte[] body = cipher(Cipher.ENCRYPT_MODE, key.key(), context, head)
                    .doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(HEAD_BYTES + body.length)
                    .put(head)
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
        if (sealed.length < HEAD_BYTES + TAG_BITS / 8) {
            throw new IllegalStateException("not sealed: " + context);
        }
        GeneralSecurityException refused = null;
        for (SecretKeySpec key : keys.numbered(keyNumber(sealed))) {
            try {
                byte[] text = cipher(Cipher.DECRYPT_MODE, key, context, Arrays.copyOf(sealed, HEAD_BYTES))
                        .doFinal(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES);
                return new String(text, StandardCharsets.UTF_8);
            } catch (GeneralSecurityException e) {
                refused = e;
            }
        }
        throw refused == null
                ? new IllegalStateException("not sealed by a known key: " + context)
                : new IllegalStateException("cannot open " + context, refused);
    }

    /** @return the number of the key that it was sealed with, 1 to 255 */
    public static int keyNumber(byte[] sealed) {
        return sealed[0] & 0xff;
    }

    private static Cipher cipher(int mode, SecretKeySpec key, String context, byte[] head)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, head, 1, NONCE_BYTES));
        cipher.updateAAD(head, 0, 1);
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
