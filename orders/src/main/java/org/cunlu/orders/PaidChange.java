package org.cunlu.orders;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.logistics.Leg;

/** Changes of orders that cost more, and wait for their buyers to pay the difference. */
public interface PaidChange {
    /** What a buyer is to pay. @param moreFen above 0 */
    record Due(String groupId, String orderId, long moreFen, Instant payBy) {}

    /** It cannot be done any more: everything is rolled back, and the money goes back. */
    final class NotToBeHad extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotToBeHad() {
            super("change not to be had", null, false, false);
        }
    }

    /** Departures that it needs are not known yet, or full by now: everything is rolled back and tried again. */
    final class NoRoom extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<Leg> legs;

        public NoRoom(List<Leg> legs) {
            super("no room", null, false, false);
            this.legs = legs;
        }

        public List<Leg> legs() {
            return legs;
        }
    }

    /**
     * Joins the caller's transaction and locks the order's group.
     * @throws org.cunlu.kernel.problem.ProblemException 404; 409 {@code change-over}, {@code cash-at-pickup}
     */
    Due due(String accountId, String offerId);

    /** @return of what a payment is a difference, and until when; empty for any other payment */
    Optional<Instant> payBy(String paymentId);

    /** @return payments that were begun for it, the oldest first */
    List<String> payments(String offerId);

    /** Joins the transaction in which the payment begins. */
    void began(String offerId, String paymentId);

    /**
     * The difference is there, in the books of its order: the change is done with it. Joins the paying transaction, in which the
     * group is locked.
     * @param order as it stands
     * @param may false where it was tried and cannot be done
     * @return false when there is nothing to be done with this payment, which then goes back
     * @throws NotToBeHad where the goods, the room or the price are not what they were
     * @throws NoRoom to be tried again
     */
    boolean paid(String paymentId, Order order, boolean may);
}
