package org.cunlu.kernel.idempotency;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Same key and body, same answer, one effect; same key, other body, 409. Keys belong to an owner and an operation.
 * Keys are 8 to 64 visible ASCII characters; anything else is a 400.
 */
public interface Idempotency {
    /**
     * Runs the effect once, in a transaction of its own together with the memory of its answer.
     * @param owner account or outside system that made the key
     * @param operation such as {@code orders.pay}
     * @param request the body, {@code @Serdeable}, hashed
     * @return the effect's answer, or the remembered one
     */
    <R> R once(String owner, String operation, String key, Object request, Class<R> answer, Supplier<R> effect);

    /** @return the answer that was remembered for this key; 409 when it was remembered for another request */
    <R> Optional<R> remembered(String owner, String operation, String key, Object request, Class<R> answer);

    /**
     * Remembers an answer within the caller's own transaction; the transaction fails as a duplicate when a rival was first
     * (then ask {@link #remembered}).
     */
    void remember(String owner, String operation, String key, Object request, Object answer);
}
