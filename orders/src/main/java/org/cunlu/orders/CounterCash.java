package org.cunlu.orders;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Optional;

/** Cash that a keeper takes at his counter for orders that wait for their payment, before their goods are sent. */
public interface CounterCash {
    /**
     * @param groupId what is paid, all of it
     * @param accountId whose orders they are
     * @param nodeCode in whose drawer the cash lies then
     * @param fen what was taken; it must be what is due
     */
    record Wanted(String groupId, String accountId, String nodeCode, String keeperId, long fen) {}

    /** What is given to who paid. @param receiptId number of the payment */
    @Serdeable
    record Receipt(String receiptId, String groupId, String nodeCode, long fen, Instant takenAt) {}

    /**
     * Once for each group, whoever asks how often.
     * @param key the keeper's
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code cash-mismatch} with the fact {@code dueFen},
     *     {@code cash-limit-reached}, {@code already-paid}, {@code cash-at-pickup}, {@code too-late}
     */
    Receipt take(Wanted wanted, String key);

    /** @return for what was taken for a group */
    Optional<Receipt> receipt(String groupId);
}
