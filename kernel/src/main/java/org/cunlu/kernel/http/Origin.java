package org.cunlu.kernel.http;

import io.micronaut.core.annotation.Nullable;

/**
 * From where somebody asks, as far as it can be told.
 * @param address as {@link ClientAddress} sees it
 * @param device what the client calls its device, 16 to 64 characters of base64url; null when it does not say. Nothing
 *     but a hint: whoever wants to be many devices can
 * @param agent what the client says it is, at most 200 characters; may be empty
 */
public record Origin(String address, @Nullable String device, String agent) {
    /** From the command line or a job of ours. */
    public static final Origin WITHIN = new Origin("within", null, "");
}
