package org.cunlu.accounts;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What somebody signed in holds.
 * @param accessToken JWT for the Authorization header, as {@code Bearer …}
 * @param refreshToken opaque; good for one exchange
 * @param expiresInSeconds life of the access token
 */
@Serdeable
public record Tokens(String accountId, String accessToken, String refreshToken, long expiresInSeconds) {
    /** Hides both tokens from logs. */
    @Override
    public String toString() {
        return "Tokens[" + accountId + "]";
    }
}
