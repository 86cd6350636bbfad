package org.cunlu.logistics.pickup;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Slow hashes of pickup codes. A code has eight digits: what protects it in a list that is lost is that a guess costs as much as
 * here, that the list is good for hours only, and that a right guess opens nothing but at this counter, with the parcel in hand.
 */
@Singleton
class SlowHashes {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    /** Of one question: a phone asks again, and nobody keeps a core busy for half a minute. */
    private static final int NEW_MAX = 30;
    /** Of all stations that ask this instance, some hundred bytes each. */
    private static final int KEPT_MAX = 20_000;

    private final SecureRandom random = new SecureRandom();
    private final int iterations;
    private final Map<String, Slow> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Slow> eldest) {
            return size() > KEPT_MAX;
        }
    };

    SlowHashes(@Value("${cunlu.logistics.offline-list-iterations:210000}") int iterations) {
        this.iterations = iterations;
    }

    /** @param salt base64, as {@code hash} */
    record Slow(String salt, String hash) {
        /** Hides it from logs. */
        @Override
        public String toString() {
            return "Slow";
        }
    }

    int iterations() {
        return iterations;
    }

    /**
     * One question is reckoned after another, so that one core is busy at most.
     * @param codes by barcode
     * @return by barcode, in the same order; without those for which there was no time
     */
    synchronized Map<String, Slow> of(String node, Map<String, String> codes) {
        var all = new LinkedHashMap<String, Slow>();
        int fresh = 0;
        for (var each : codes.entrySet()) {
            String said = each.getValue() + "|" + each.getKey() + "|" + node;
            Slow known = kept.get(said);
            if (known == null && fresh < NEW_MAX) {
                fresh++;
                known = hash(said);
                kept.put(said, known);
            }
            if (known != null) {
                all.put(each.getKey(), known);
            }
        }
        return all;
    }

    private Slow hash(String said) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(said.toCharArray(), salt, iterations, HASH_BITS))
                    .getEncoded();
            return new Slow(
                    Base64.getEncoder().encodeToString(salt),
                    Base64.getEncoder().encodeToString(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
