package org.cunlu.accounts.apikey;

import io.micronaut.core.annotation.Nullable;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cunlu.accounts.KeyScope;
import org.cunlu.kernel.http.Network;
import org.cunlu.kernel.privacy.Unguessable;

/**
 * A key as it is kept.
 * @param networks from where it may be used; empty for anywhere
 * @param previousHash of the secret before the last rotation; null when there is none
 * @param lastUsedAt to the minute; null before its first use
 */
record ApiKey(
        String keyId,
        String county,
        String name,
        Set<KeyScope> scopes,
        List<Network> networks,
        byte[] secretHash,
        @Nullable byte[] previousHash,
        @Nullable Instant previousUntil,
        int version,
        Instant expiresAt,
        boolean live,
        @Nullable Instant lastUsedAt,
        Instant madeAt,
        String madeBy) {
    /** Compared with where there is nothing to compare with, so that all look-ups do the same. */
    private static final byte[] NOTHING = new byte[32];

    /** @return until when the secret is good; empty when it is not */
    Optional<Instant> good(Unguessable secret, Optional<InetAddress> from, Instant now) {
        byte[] hash = secret.hash();
        boolean current = MessageDigest.isEqual(hash, secretHash);
        boolean previous = MessageDigest.isEqual(hash, previousHash == null ? NOTHING : previousHash);
        Instant until = current ? expiresAt : previous ? earlier(previousUntil, expiresAt) : Instant.MIN;
        return live && now.isBefore(until) && allowed(from) ? Optional.of(until) : Optional.empty();
    }

    private boolean allowed(Optional<InetAddress> from) {
        return networks.isEmpty()
                || from.filter(address -> networks.stream().anyMatch(network -> network.holds(address)))
                        .isPresent();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Hides the hashes from logs. */
    @Override
    public String toString() {
        return "ApiKey[" + keyId + "]";
    }
}
