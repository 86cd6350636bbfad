package org.cunlu.kernel.privacy;

import java.time.Instant;

/**
 * One of the keys of sealed columns, without its bytes.
 * @param number 1 to 255; 1 is {@code cunlu.secrets.field-key} itself
 * @param createdAt real time
 * @param opens whether this process can use it: it was wrapped with the field key that this process has
 */
public record DataKey(int number, State state, Instant createdAt, boolean opens) {
    /** The newest ACTIVE one seals; RETIRED ones only open. */
    public enum State {
        ACTIVE,
        RETIRED
    }
}
