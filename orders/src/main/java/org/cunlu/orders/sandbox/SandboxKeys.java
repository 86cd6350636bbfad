package org.cunlu.orders.sandbox;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The sandbox's Ed25519 key pair. A real gateway keeps the private half to itself and hands out the other; here both grow
 * from one secret, so that all instances have the same pair.
 */
@Singleton
@Requires(condition = SandboxWanted.class)
class SandboxKeys {
    private static final int SECRET_LENGTH_MIN = 16;
    private static final int SERIAL_BYTES = 8;

    private final KeyPair pair;
    private final String serial;

    SandboxKeys(@Value("${cunlu.secrets.gateway:}") String secret) {
        if (secret.length() < SECRET_LENGTH_MIN) {
            throw new ConfigurationException("cunlu.secrets.gateway is missing or shorter than " + SECRET_LENGTH_MIN
                    + " characters: the sandbox gateway signs with it; `openssl rand -base64 32` makes one");
        }
        try {
            byte[] seed = MessageDigest.getInstance("SHA-256")
                    .digest(("cunlu sandbox gateway 1\n" + secret).getBytes(StandardCharsets.UTF_8));
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, new Seed(seed));
            pair = generator.generateKeyPair();
            byte[] print =
                    MessageDigest.getInstance("SHA-256").digest(pair.getPublic().getEncoded());
            serial = HexFormat.of().formatHex(print, 0, SERIAL_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no Ed25519", e);
        }
    }

    PrivateKey privateKey() {
        return pair.getPrivate();
    }

    PublicKey publicKey() {
        return pair.getPublic();
    }

    /** @return which key it is, for whoever has several */
    String serial() {
        return serial;
    }

    /** An Ed25519 private key is 32 random bytes, and the generator takes them from here. */
    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final byte[] seed;

        Seed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
