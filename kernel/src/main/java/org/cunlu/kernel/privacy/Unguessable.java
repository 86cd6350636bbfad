package org.cunlu.kernel.privacy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * 256 random bits as 43 characters of base64url, for whoever holds them to be known by. Only the hash is kept; a plain one
 * is enough for what cannot be guessed.
 * @param text anything at all when it comes from outside
 */
public record Unguessable(String text) {
    public static final int LENGTH = 43;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{" + LENGTH + "}");

    public static Unguessable next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Unguessable(base64(bytes));
    }

    /** @return whether it could be one of ours */
    public boolean wellFormed() {
        return SHAPE.matcher(text).matches();
    }

    /** @return SHA-256, 32 bytes */
    public byte[] hash() {
        return sha256(text);
    }

    /**
     * Another one that follows from this one and tells nothing of it, nor of others that follow.
     * @param purpose such as {@code nonce}
     */
    public Unguessable derived(String purpose) {
        return new Unguessable(base64(sha256(purpose + ":" + text)));
    }

    /** Hides the text from logs. */
    @Override
    public String toString() {
        return "Unguessable";
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
