package org.cunlu.orders.placing;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.BuyerStanding;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.PaymentChoice;

/**
 * How long goods are held for who has not paid, and for how many orders at once. An account is risky when it let as many
 * groups expire unpaid in the last 30 days as {@code cunlu.orders.risky-expired} says: its goods are held for a shorter time.
 */
@Singleton
class Patience {
    private static final Duration LATELY = Duration.ofDays(30);

    private final OrderBook book;
    private final Transactions transactions;
    private final Duration window;
    private final Duration riskyWindow;
    private final int unpaidMax;
    private final int riskyExpired;
    private final boolean demo;

    /** @param demo whether it is the play of a demo, in which whoever measures orders over and over and pays for none */
    Patience(
            OrderBook book,
            Transactions transactions,
            @Value("${cunlu.orders.pay-window:30m}") Duration window,
            @Value("${cunlu.orders.risky-pay-window:10m}") Duration riskyWindow,
            @Value("${cunlu.orders.unpaid-max:20}") int unpaidMax,
            @Value("${cunlu.orders.risky-expired:5}") int riskyExpired,
            @Value("${cunlu.demo:false}") boolean demo) {
        this.book = book;
        this.transactions = transactions;
        this.window = window;
        this.riskyWindow = riskyWindow.compareTo(window) < 0 ? riskyWindow : window;
        this.unpaidMax = unpaidMax;
        this.riskyExpired = riskyExpired;
        this.demo = demo;
    }

    /**
     * Asked before the placing transaction; nothing is asked for what is paid in cash, nor in a demo.
     * @return how long an unpaid group is waited for
     * @throws ProblemException 409 {@code too-many-unpaid} with the fact {@code max}
     */
    Duration windowFor(String accountId, PaymentChoice payment, Instant now) {
        if (demo || payment != PaymentChoice.ONLINE) {
            return window;
        }
        BuyerStanding standing = transactions.read(() -> book.standing(accountId, now.minus(LATELY)));
        if (standing.unpaid() >= unpaidMax) {
            throw ProblemException.of(
                            409,
                            "too-many-unpaid",
                            "待付款订单过多 · Too many orders wait for their payment",
                            "请先付款或取消 · Pay or cancel some first")
                    .fact("max", unpaidMax);
        }
        return standing.expired() >= riskyExpired ? riskyWindow : window;
    }
}
