package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import java.net.URI;

/** The port to somebody else who knows people: an OpenID Connect provider, WeChat. A bean for each one configured. */
public interface SignInProvider {
    /**
     * Whom a provider vouches for.
     * @param authority who says so: the issuer, the app's id. A subject means nothing beyond it
     * @param subject the person's name there, at most 255 characters; personal data
     */
    record Identity(String authority, String subject) {
        /** Hides a person's data from logs. */
        @Override
        public String toString() {
            return "Identity[" + authority + "]";
        }
    }

    /**
     * What came back from the provider through the person's browser, and what it is held against.
     * @param issuer who the answer says it is from (RFC 9207); null when it does not say
     * @param verifier whose challenge went out with {@link #authorize}
     */
    record Answer(String code, @Nullable String issuer, String verifier, String nonce) {
        /** Hides code and verifier from logs. */
        @Override
        public String toString() {
            return "Answer";
        }
    }

    /** @return as in addresses: lower-case letters, digits, hyphens, at most 32 */
    String name();

    String titleChinese();

    String titleEnglish();

    /**
     * @param state comes back with the answer, unchanged
     * @param nonce to be found in what the provider signs
     * @param challenge S256 of the verifier (RFC 7636)
     * @return where the person's browser is sent
     * @throws org.cunlu.kernel.problem.ProblemException 503 {@code provider-unavailable}
     */
    URI authorize(String state, String nonce, String challenge);

    /**
     * Asks the provider who it is. Never called within a transaction.
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code provider-refused}, also when what it says cannot be
     *     believed; 503 {@code provider-unavailable}
     */
    Identity exchange(Answer answer);
}
