package org.cunlu.accounts;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an authenticator app and we share (RFC 6238 with SHA-1, steps of 30 s, 6 digits, as all apps know it).
 * @param base32 160 bits as 32 characters of A-Z and 2-7
 */
public record TotpSecret(String base32) {
    public static final int STEP_SECONDS = 30;
    public static final int DIGITS = 6;

    private static final int BYTES = 20;
    private static final int MODULUS = 1_000_000;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final Pattern SHAPE = Pattern.compile("[A-Z2-7]{32}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public TotpSecret {
        if (!SHAPE.matcher(base32).matches()) {
            throw new IllegalArgumentException("not 160 bits in base 32");
        }
    }

    public static TotpSecret next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return of(bytes);
    }

    /** @param bytes 20 of them */
    public static TotpSecret of(byte[] bytes) {
        var text = new StringBuilder();
        long bits = 0;
        int waiting = 0;
        for (byte b : bytes) {
            bits = bits << 8 | b & 255;
            waiting += 8;
            while (waiting >= 5) {
                waiting -= 5;
                text.append(ALPHABET.charAt((int) (bits >> waiting & 31)));
            }
        }
        return new TotpSecret(text.toString());
    }

    /** @return the number of the step of 30 s in which the moment lies */
    public static long stepAt(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
    }

    /** @param step 0 or more  @return six digits */
    public String code(long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(bytes(), "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 15;
            int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return String.format("%0" + DIGITS + "d", number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot compute a code", e);
        }
    }

    /**
     * @param whose what his app shows beside the code
     * @return address that an app reads from a QR code
     */
    public String uri(String whose) {
        String label =
                URLEncoder.encode("Cunlu:" + whose, StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/" + label + "?secret=" + base32 + "&issuer=Cunlu&algorithm=SHA1&digits=" + DIGITS
                + "&period=" + STEP_SECONDS;
    }

    private byte[] bytes() {
        var bytes = ByteBuffer.allocate(BYTES);
        long bits = 0;
        int waiting = 0;
        for (char c : base32.toCharArray()) {
            bits = bits << 5 | ALPHABET.indexOf(c);
            waiting += 5;
            if (waiting >= 8) {
                waiting -= 8;
                bytes.put((byte) (bits >> waiting));
            }
        }
        return bytes.array();
    }

    /** Hides the secret from logs. */
    @Override
    public String toString() {
        return "TotpSecret";
    }
}
