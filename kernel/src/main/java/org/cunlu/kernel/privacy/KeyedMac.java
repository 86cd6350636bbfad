package org.cunlu.kernel.privacy;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes keyed hashes (HMAC-SHA-256) for what must not be forged by somebody who can write to the database. */
@Singleton
public class KeyedMac {
    private static final String ALGORITHM = "HmacSHA256";

    private final Secrets secrets;

    KeyedMac(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * @param label what it is for, such as {@code ker_trail.seal}; another label is another key
     * @return ready to be updated; 32 bytes come out; for one thread
     */
    public Mac under(String label) {
        try {
            return keyed(new SecretKeySpec(derived(secrets.indexKey(), label), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot hash " + label, e);
        }
    }

    static byte[] derived(SecretKeySpec key, String label) throws GeneralSecurityException {
        return keyed(key).doFinal(("cunlu " + label).getBytes(StandardCharsets.UTF_8));
    }

    private static Mac keyed(SecretKeySpec key) throws GeneralSecurityException {
        var mac = Mac.getInstance(ALGORITHM);
        mac.init(key);
        return mac;
    }
}
