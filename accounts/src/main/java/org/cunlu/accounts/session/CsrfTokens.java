package org.cunlu.accounts.session;

import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.privacy.Unguessable;

/**
 * Tokens that a form brings back: a keyed hash of the browser's cookie, masked anew for each page, so that a compressed
 * page tells nothing of it. Good as long as that cookie; another's, or of a session that is over, is good for nothing.
 */
@Singleton
class CsrfTokens {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int BYTES = BlindIndex.BYTES;

    private final BlindIndex index;
    private final SecureRandom random = new SecureRandom();

    CsrfTokens(BlindIndex index) {
        this.index = index;
    }

    /** @param cookie of the session, or of the visit */
    String make(Unguessable cookie) {
        byte[] bytes = new byte[2 * BYTES];
        random.nextBytes(bytes);
        byte[] secret = secret(cookie);
        for (int i = 0; i < BYTES; i++) {
            bytes[BYTES + i] = (byte) (bytes[i] ^ secret[i]);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @param token anything at all */
    boolean good(String token, Unguessable cookie) {
        if (!SHAPE.matcher(token).matches()) {
            return false;
        }
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        byte[] open = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            open[i] = (byte) (bytes[i] ^ bytes[BYTES + i]);
        }
        return MessageDigest.isEqual(open, secret(cookie));
    }

    private byte[] secret(Unguessable cookie) {
        return index.of("acc_session.csrf", cookie.text());
    }
}
