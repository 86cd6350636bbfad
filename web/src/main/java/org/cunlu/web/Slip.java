package org.cunlu.web;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Optional;
import org.cunlu.accounts.Codes;
import org.cunlu.accounts.MobileNumber;

/**
 * What one page tells the next in the same browser, so that nothing of a person stands in an address.
 * @param sent where a code was sent, while it is good
 * @param note what to say once, by its key
 */
public record Slip(@Nullable Sent sent, @Nullable String note) {
    public static final Slip NONE = new Slip(null, null);

    /** @param until when the code has expired, by real time */
    public record Sent(Codes.Purpose purpose, MobileNumber phone, Instant until) {}

    public Optional<Sent> sent(Codes.Purpose purpose) {
        return Optional.ofNullable(sent).filter(known -> known.purpose() == purpose);
    }

    public Slip noting(@Nullable String other) {
        return new Slip(sent, other);
    }

    /** Hides the number from logs. */
    @Override
    public String toString() {
        return "Slip";
    }
}
