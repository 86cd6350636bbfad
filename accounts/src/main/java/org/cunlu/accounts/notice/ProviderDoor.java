package org.cunlu.accounts.notice;

import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import java.net.URI;
import java.time.Duration;

/**
 * Where a provider of messages is reached.
 * @param name under which it is configured
 * @param url where messages are posted; null or blank where there is none
 * @param secret key of the signature, 16 characters or more
 * @param patience how long an answer is waited for, at most 10 s: a claim on a message lasts longer
 */
record ProviderDoor(
        String name, @Nullable String url, @Nullable String secret, Duration patience) {
    private static final int SECRET_LENGTH_MIN = 16;
    private static final Duration PATIENCE_MAX = Duration.ofSeconds(10);

    ProviderDoor {
        if (patience.isNegative() || patience.isZero() || patience.compareTo(PATIENCE_MAX) > 0) {
            throw new ConfigurationException(name + ".patience is not between 0 and 10 s: " + patience);
        }
    }

    boolean configured() {
        return url != null && !url.isBlank();
    }

    URI address() {
        URI address = URI.create(url.strip());
        if (!"https".equals(address.getScheme()) && !"http".equals(address.getScheme())) {
            throw new ConfigurationException(name + ".url is no http address");
        }
        return address;
    }

    String key() {
        if (secret == null || secret.strip().length() < SECRET_LENGTH_MIN) {
            throw new ConfigurationException(
                    name + ".secret is missing or shorter than " + SECRET_LENGTH_MIN + " characters");
        }
        return secret.strip();
    }

    /** Hides the secret from logs. */
    @Override
    public String toString() {
        return "ProviderDoor[" + name + "]";
    }
}
