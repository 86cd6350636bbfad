package org.cunlu.orders.changing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Optional;
import org.cunlu.accounts.Recipients;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.catalog.ShopPeople;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderChanges.Changed;
import org.cunlu.orders.OrderChanges.Wanted;

/**
 * Operators change an order that is not picked yet. In one transaction the order gives back its goods, its room and all that is
 * counted of it, the new one is priced as if it were placed now, and takes them again; whatever does not work out leaves all
 * as it was. What is to go elsewhere or to somebody else is said by two operators, alike. What costs more is offered to its buyer.
 */
@Singleton
class Changing {
    private static final String ACT = Making.ACT;
    private static final String PROPOSED = "orders.changed-proposed";

    private final Making making;
    private final Offers offers;
    private final OrderBook book;
    private final Recipients recipients;
    private final RoomAttempts attempts;
    private final RedirectionTable redirections;
    private final ShopPeople people;
    private final SecondFactor factor;
    private final Clock clock;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final Trail trail;

    Changing(
            Making making,
            Offers offers,
            OrderBook book,
            Recipients recipients,
            RoomAttempts attempts,
            RedirectionTable redirections,
            ShopPeople people,
            SecondFactor factor,
            Clock clock,
            Idempotency idempotency,
            Transactions transactions,
            Trail trail) {
        this.making = making;
        this.offers = offers;
        this.book = book;
        this.recipients = recipients;
        this.attempts = attempts;
        this.redirections = redirections;
        this.people = people;
        this.factor = factor;
        this.clock = clock;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.trail = trail;
    }

    /** What is asked, whole. */
    @Serdeable
    record Request(String orderId, Wanted wanted) {
        @Override
        public String toString() {
            return "Request[" + orderId + "]";
        }
    }

    /** Ends a transaction of which nothing is kept, with what it came to. */
    private static final class Told extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Changed changed;

        Told(Changed changed) {
            super("told", null, false, false);
            this.changed = changed.asked();
        }
    }

    Changed ask(Caller caller, String orderId, Wanted wanted) {
        mine(caller, orderId);
        try {
            return attempts.until(() -> transactions.run(() -> {
                throw new Told(change(caller, orderId, wanted));
            }));
        } catch (Told told) {
            return told.changed;
        } catch (CostsMore more) {
            return more.changed();
        }
    }

    /**
     * @return with an order's id when it is done; with an offer's while its buyer has to pay more; with neither while another
     *     operator has to say the same
     */
    Changed change(Caller caller, String orderId, Wanted wanted, @Nullable String code, @Nullable String key) {
        Order order = mine(caller, orderId);
        var request = new Request(orderId, wanted);
        factor.use(caller.accountId(), code, ACT, hash(request));
        try {
            return changed(caller, orderId, wanted, key, request);
        } catch (Told told) {
            transactions.run(() -> {
                redirections.propose(order, wanted, caller.accountId(), clock.instant());
                trail.record(
                        caller.accountId(),
                        PROPOSED,
                        orderId,
                        order.toNode() + ", recipient " + order.recipientId(),
                        told.changed.afterFen() + " fen, waits for another: " + wanted.reason());
            });
            return told.changed;
        }
    }

    private Changed changed(Caller caller, String orderId, Wanted wanted, @Nullable String key, Request request) {
        try {
            return attempts.until(() -> idempotency.once(caller.accountId(), ACT, key, request, Changed.class, () -> {
                Changed changed = change(caller, orderId, wanted);
                demandSecond(caller, orderId, wanted, changed);
                return changed;
            }));
        } catch (CostsMore more) {
            return idempotency.once(caller.accountId(), ACT, key, request, Changed.class, () -> {
                demandSecond(caller, orderId, wanted, more.changed());
                return offers.open(caller.accountId(), orderId, wanted, more.changed());
            });
        }
    }

    private void demandSecond(Caller caller, String orderId, Wanted wanted, Changed changed) {
        if (changed.secondPerson() && !redirections.second(orderId, wanted, caller.accountId(), clock.instant())) {
            throw new Told(changed);
        }
    }

    private Changed change(Caller caller, String orderId, Wanted wanted) {
        Order order = book.order(orderId).orElseThrow();
        String accountId = order.accountId();
        demandAddress(order, wanted);
        var plan = new Plan(
                wanted.destination(),
                wanted.recipient() == null ? null : recipients.keep(accountId, wanted.recipient()),
                wanted.quotedTotalFen(),
                0,
                wanted.reason());
        return making.change(caller.accountId(), orderId, plan, wanted.quantities());
    }

    /** A carrier brings nothing to who is known by name and phone alone. */
    private static void demandAddress(Order order, Wanted wanted) {
        boolean known = wanted.recipient() == null
                ? order.outside()
                : wanted.recipient().address() != null
                        && !wanted.recipient().address().isBlank();
        if (wanted.destination().outside() != null && !known) {
            throw ProblemException.invalid(
                    "recipient.address", "address-missing", "寄往县外须填地址 · An address is needed outside the county");
        }
    }

    private static byte[] hash(Request request) {
        String told = request.orderId() + "\n" + request.wanted().quotedTotalFen() + "\n"
                + request.wanted().said();
        try {
            return MessageDigest.getInstance("SHA-256").digest(told.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return it, if it is of the caller's counties; to look at it is no act */
    Optional<Order> known(Caller caller, String orderId) {
        return book.order(orderId)
                .filter(order ->
                        caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).contains(order.countyCode()));
    }

    /** Another county's order is as absent as none; nobody changes what he, his shop or somebody for whom he acts bought or sold. */
    private Order mine(Caller caller, String orderId) {
        Order order = book.order(orderId).orElseThrow(ProblemException::notFound);
        if (!caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).contains(order.countyCode())) {
            trail.refused(caller.accountId(), ACT, orderId, "not-found");
            throw ProblemException.notFound();
        }
        try {
            people.demandStranger(caller, order.sellerCode(), order.accountId());
        } catch (ProblemException own) {
            trail.refused(caller.accountId(), ACT, orderId, own.code());
            throw own;
        }
        return order;
    }
}
