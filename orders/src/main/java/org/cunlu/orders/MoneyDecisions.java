package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/**
 * Money that is held, and refunds that gateways refuse, in the operator's own counties: one operator proposes what becomes of it,
 * another decides in the docket {@code money-decisions}.
 */
public interface MoneyDecisions {
    int REASON_MAX = 500;

    /** What it is about. */
    enum About {
        PAYMENT,
        REFUND
    }

    /** What is to become of it. */
    enum Choice {
        /** Held money goes back through its gateway. */
        RETURN,
        /** Held money that is more than was asked for pays what it was meant for, and the rest goes back. */
        APPLY,
        /** It goes to the buyer's balance. */
        BALANCE,
        /** A refund was paid from the county's bank, by hand. */
        BANK
    }

    /**
     * Money that is not what was asked for, or came too late.
     * @param groupId whose orders it was meant for @param proposed whether somebody proposed what becomes of it
     */
    record Held(
            String paymentId,
            String groupId,
            String gateway,
            long askedFen,
            long paidFen,
            Instant createdAt,
            @Nullable Instant paidAt,
            boolean proposed) {}

    /** A refund that is owed and that its gateway refuses. @param asked how often */
    record Refused(
            String refundId,
            String orderId,
            long fen,
            String refusal,
            int asked,
            Instant createdAt,
            boolean proposed) {}

    /** The oldest first. @param after id of the last one seen; empty for the first */
    Page<Held> held(Caller operator, String after, int limit);

    /** The oldest first. @param after id of the last one seen; empty for the first */
    Page<Refused> refused(Caller operator, String after, int limit);

    /**
     * Moves no money.
     * @param bankReference with {@link Choice#BANK}, and only with it
     * @return id of what waits for somebody else
     * @throws org.cunlu.kernel.problem.ProblemException 404; 409 {@code decision-open}, {@code nothing-to-decide}; 400 {@code
     *     choice-invalid}
     */
    String propose(
            Caller operator, About about, String subject, Choice choice, String reason, @Nullable String bankReference);
}
