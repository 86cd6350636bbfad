package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.AfterSales.Done;
import org.cunlu.orders.AfterSales.Short;
import org.cunlu.orders.AfterSales.View;

/** What buyers of the shops ask for in which the caller has the right to orders; another's is as if it were not there. */
public interface ShopAfterSales {
    /** Which of them. */
    enum Part {
        /** The seller is to answer. */
        TO_ANSWER,
        /** Somebody else is to do something. */
        UNDER_WAY,
        OVER
    }

    /** What is to be answered comes oldest first, all else newest first. @param part null for all, the newest first */
    Page<Short> list(Caller caller, @Nullable Part part, @Nullable String cursor, @Nullable Integer limit);

    /** @return how many wait for an answer; 0 for who has the right in no shop */
    long waiting(Caller caller);

    /** @throws ProblemException not found */
    View one(Caller caller, String requestId);

    /** @return a JPEG @throws ProblemException not found */
    byte[] photo(Caller caller, String requestId, String photoId);

    /** As it was asked. */
    Done accept(Caller caller, String requestId, @Nullable String key);

    Done decline(Caller caller, String requestId, String words, @Nullable String key);

    /** An amount instead; the goods stay with the buyer. @throws ProblemException not found; 409 {@code more-than-paid} */
    Done offer(Caller caller, String requestId, long fen, @Nullable String words, @Nullable String key);

    /** @throws ProblemException not found; 409 {@code request-over}, {@code too-many-words} */
    Done say(Caller caller, String requestId, String words, @Nullable String key);
}
