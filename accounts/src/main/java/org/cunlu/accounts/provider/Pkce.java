package org.cunlu.accounts.provider;

import java.util.Base64;
import org.cunlu.kernel.privacy.Unguessable;

/** Proof key for code exchange, RFC 7636, method S256. */
final class Pkce {
    private Pkce() {}

    /** @param verifier 43 to 128 characters of base64url */
    static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(new Unguessable(verifier).hash());
    }
}
