package org.cunlu.kernel.time;

import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Real time, by which tokens, sessions and locks go. It is not the injected clock: moving a demo's clock by days signs
 * nobody out, and opens no lock before its time.
 */
@Singleton
public class WallTime {
    public Instant now() {
        return Instant.now();
    }
}
