package org.cunlu.kernel.privacy;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of personal data. The process does not start without them: a key that is made up at start would make what was
 * written before unreadable. Never printed; {@code toString} of a key tells nothing.
 */
@Context
class Secrets {
    private static final int KEY_BYTES = 32;
    /** Fewer different bytes than a random key of 32 has in any likelihood. */
    private static final int DIFFERENT_BYTES_MIN = 8;

    private final SecretKeySpec fieldKey;
    private final SecretKeySpec indexKey;
    private final SecretKeySpec fieldKeyBefore;

    Secrets(
            @Nullable @Value("${cunlu.secrets.field-key:}") String fieldKey,
            @Nullable @Value("${cunlu.secrets.index-key:}") String indexKey,
            @Nullable @Value("${cunlu.secrets.field-key-before:}") String fieldKeyBefore) {
        byte[] field = key("cunlu.secrets.field-key", fieldKey);
        byte[] index = key("cunlu.secrets.index-key", indexKey);
        if (Arrays.equals(field, index)) {
            throw new ConfigurationException("cunlu.secrets.field-key and cunlu.secrets.index-key are the same");
        }
        this.fieldKey = new SecretKeySpec(field, "AES");
        this.indexKey = new SecretKeySpec(index, "HmacSHA256");
        this.fieldKeyBefore = fieldKeyBefore == null || fieldKeyBefore.isBlank()
                ? null
                : new SecretKeySpec(key("cunlu.secrets.field-key-before", fieldKeyBefore), "AES");
    }

    /** @return the field key, and behind it the one that was it before, while it is being changed */
    List<SecretKeySpec> fieldKeys() {
        return fieldKeyBefore == null ? List.of(fieldKey) : List.of(fieldKey, fieldKeyBefore);
    }

    SecretKeySpec fieldKey() {
        return fieldKey;
    }

    SecretKeySpec indexKey() {
        return indexKey;
    }

    private static byte[] key(String name, String text) {
        if (text == null || text.isBlank()) {
            throw new ConfigurationException(name + " is missing: give " + KEY_BYTES
                    + " random bytes in base64, such as `openssl rand -base64 32` makes");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            // Without its cause, which would quote the secret.
            throw new ConfigurationException(name + " is not base64");
        }
        var different = new HashSet<Byte>();
        for (byte b : bytes) {
            different.add(b);
        }
        if (bytes.length != KEY_BYTES || different.size() < DIFFERENT_BYTES_MIN) {
            throw new ConfigurationException(name + " is not " + KEY_BYTES + " random bytes");
        }
        return bytes;
    }
}
