package org.cunlu.kernel.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals data keys for their table (AES-256-GCM: nonce, cipher text, tag) by a key made from a field key. */
final class KeyWrap {
    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String LABEL = "ker_data_key.wrap";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec wrapping;

    KeyWrap(SecretKeySpec fieldKey) {
        try {
            wrapping = new SecretKeySpec(KeyedMac.derived(fieldKey, LABEL), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot derive the wrapping key", e);
        }
    }

    static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    byte[] wrap(int number, byte[] key) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] body = cipher(Cipher.ENCRYPT_MODE, number, nonce).doFinal(key);
            byte[] wrapped = Arrays.copyOf(nonce, NONCE_BYTES + body.length);
            System.arraycopy(body, 0, wrapped, NONCE_BYTES, body.length);
            return wrapped;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot wrap key " + number, e);
        }
    }

    /** @return empty when it was wrapped by another key or changed */
    Optional<byte[]> unwrap(int number, byte[] wrapped) {
        if (wrapped.length != NONCE_BYTES + KEY_BYTES + TAG_BITS / 8) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, number, Arrays.copyOf(wrapped, NONCE_BYTES))
                    .doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, int number, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, wrapping, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(("ker_data_key " + number).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
