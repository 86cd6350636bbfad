package org.cunlu.devstack;

import java.time.Duration;
import java.util.Optional;

/**
 * A step on the way to running servers, told while people wait.
 *
 * @param server whose step it is; empty when it concerns them all
 * @param text one line for people
 * @param after time since the start of all servers was asked for
 */
public record Progress(Optional<Server> server, Stage stage, String text, Duration after) {
    /** Where a server stands. */
    public enum Stage {
        PREPARING,
        STARTING,
        READY,
        STOPPED,
        FAILED
    }

    @Override
    public String toString() {
        return "%5.1f s  %s".formatted(after.toMillis() / 1000.0, text);
    }
}
