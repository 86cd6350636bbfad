package org.cunlu.orders;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/**
 * What people have with the county (余额): refunds that went there, and dues of farmers; they may pay orders with it. Each
 * change has one cause, joins the caller's transaction and leaves no balance below zero. {@link #put} and {@link #take}
 * change the balance only: the caller books the other side on {@code account-balance:<account>} in the same transaction.
 */
public interface Balances {
    /** What a change was for. */
    enum Kind {
        REFUND,
        PAYMENT,
        /** It was paid out in cash at a counter. */
        CASH_REFUND,
        /** On its way to its owner's bank account. */
        WITHDRAWAL,
        /** It came back from there, or was taken back. */
        WITHDRAWAL_BACK,
        /** A due that was paid out to it. */
        SETTLEMENT,
        MERGED
    }

    /** One change. @param fen above 0 came, below 0 went @param cause id of what made it */
    @Serdeable
    record Entry(Kind kind, String cause, long fen, Instant enteredAt) {}

    /** @return fen, 0 or more */
    long of(String countyCode, String accountId);

    /** @return what a person has in all counties */
    long of(String accountId);

    /** @return the newest first */
    List<Entry> entries(String accountId, int limit);

    /**
     * @param fen above 0
     * @param cause at most 32 ASCII characters; the same kind and cause a second time is a bug and throws
     */
    void put(String countyCode, String accountId, long fen, Kind kind, String cause);

    /** @return false, with nothing changed, when there is less */
    boolean take(String countyCode, String accountId, long fen, Kind kind, String cause);

    /**
     * What a buyer has paid for an order ({@code buyer-prepaid}) goes to his balance, with its journal.
     * @param cause unique
     */
    void payBack(Order order, long fen, String cause);

    /** An account was merged into another. */
    void handOver(String fromAccountId, String intoAccountId);
}
