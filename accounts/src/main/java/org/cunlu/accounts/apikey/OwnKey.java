package org.cunlu.accounts.apikey;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cunlu.accounts.KeyScope;

/**
 * What an outside system is told of its own key.
 * @param expiresAt of the secret it showed: earlier for one that was rotated
 */
@Serdeable
record OwnKey(String keyId, String county, String name, List<KeyScope> scopes, Instant expiresAt) {
    static OwnKey of(ApiKey key, Instant until) {
        return new OwnKey(
                key.keyId(),
                key.county(),
                key.name(),
                key.scopes().stream().sorted().toList(),
                until);
    }
}
