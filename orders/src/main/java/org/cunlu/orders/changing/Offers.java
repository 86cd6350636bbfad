package org.cunlu.orders.changing;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.Recipients;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.money.Fen;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderChanges.Changed;
import org.cunlu.orders.OrderChanges.Wanted;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.OrderState.PaymentStatus;
import org.cunlu.orders.PaidChange;

/**
 * Changes that cost more than was agreed. They hold nothing: until the buyer has paid the difference his order goes its way, and
 * when he has, what can still be done of it is done in the transaction in which his money comes, or his money goes back.
 */
@Singleton
class Offers implements PaidChange {
    static final String OFFERED = "orders.change-offered";

    private final OfferTable table;
    private final Making making;
    private final OrderBook book;
    private final Recipients recipients;
    private final Notices notices;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;
    private final Duration window;

    Offers(
            OfferTable table,
            Making making,
            OrderBook book,
            Recipients recipients,
            Notices notices,
            Trail trail,
            Ids ids,
            Clock clock,
            @Value("${cunlu.orders.change-pay-window:12h}") Duration window) {
        this.table = table;
        this.making = making;
        this.book = book;
        this.recipients = recipients;
        this.notices = notices;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
        this.window = window;
    }

    /** Tells its buyer; one that was open before counts no more. Joins the caller's transaction. @param told what it comes to */
    Changed open(String actor, String orderId, Wanted wanted, Changed told) {
        Order order = making.changeable(orderId);
        Instant now = clock.instant();
        Instant payBy = now.plus(window);
        var offer = new OfferTable.Offer(
                ids.next(),
                orderId,
                order.countyCode(),
                OfferTable.State.OPEN,
                new OfferTable.What(wanted.destination(), wanted.quantities()),
                wanted.recipient() == null ? null : recipients.keep(order.accountId(), wanted.recipient()),
                order.state().payment() == PaymentStatus.CASH_DUE,
                told.afterFen(),
                told.moreFen(),
                wanted.reason(),
                actor,
                payBy);
        table.insert(offer, now);
        trail.record(
                actor,
                OFFERED,
                orderId,
                order.payableFen() + " fen to " + order.toNode() + ", recipient " + order.recipientId(),
                told.afterFen() + " fen, recipient "
                        + (offer.recipientId() == null ? order.recipientId() : offer.recipientId()) + ", waits for "
                        + told.moreFen() + " fen of its buyer, offer " + offer.offerId() + ": " + wanted.reason());
        tell(order, Notices.Kind.ORDER_CHANGE_OFFERED, offer);
        return told.offered(offer.offerId(), payBy);
    }

    /** The buyer agrees to pay more in cash. Joins the caller's transaction. @throws PaidChange.NoRoom to be tried again */
    Changed agreed(String accountId, String offerId) {
        OfferTable.Offer offer = own(accountId, offerId);
        if (!offer.inCash()) {
            throw ProblemException.of(409, "pay-instead", "差价须在线支付 · The difference is paid, not agreed to", null);
        }
        try {
            return made(offer, null);
        } catch (CostsMore more) {
            throw ProblemException.of(
                            409, "total-changed", "总价已变 · The total has changed", "请村里重新报价 · Ask for another offer")
                    .fact("totalFen", more.changed().afterFen());
        }
    }

    @Override
    public Due due(String accountId, String offerId) {
        OfferTable.Offer offer = own(accountId, offerId);
        if (offer.inCash()) {
            throw ProblemException.of(
                    409, "cash-at-pickup", "到付订单取货时付款 · This is paid in cash at pickup", "同意即可 · Agree to it");
        }
        Order order = making.changeable(offer.orderId());
        return new Due(order.groupId(), offer.orderId(), offer.moreFen(), offer.payBy());
    }

    /** @return it, its group locked */
    private OfferTable.Offer own(String accountId, String offerId) {
        String orderId = table.find(offerId).map(OfferTable.Offer::orderId).orElseThrow(ProblemException::notFound);
        Order order = book.order(orderId).orElseThrow();
        if (!order.accountId().equals(accountId)) {
            throw ProblemException.notFound();
        }
        book.lock(order.groupId()).orElseThrow();
        return table.find(offerId)
                .filter(found -> found.standsAt(clock.instant()))
                .orElseThrow(() -> ProblemException.of(
                        409, "change-over", "改单报价已失效 · The offer stands no more", "订单照旧 · Your order stays as it was"));
    }

    /** @return offers for an own order, the newest first */
    List<OfferTable.Offer> of(String accountId, String orderId) {
        book.order(orderId)
                .filter(order -> order.accountId().equals(accountId))
                .orElseThrow(ProblemException::notFound);
        return table.of(orderId);
    }

    @Override
    public Optional<Instant> payBy(String paymentId) {
        return table.paidBy(paymentId).map(OfferTable.Offer::payBy);
    }

    @Override
    public List<String> payments(String offerId) {
        return table.payments(offerId);
    }

    @Override
    public void began(String offerId, String paymentId) {
        table.began(table.find(offerId).orElseThrow(), paymentId);
    }

    @Override
    public boolean paid(String paymentId, Order order, boolean may) {
        Optional<OfferTable.Offer> found = table.paidBy(paymentId);
        if (found.isEmpty()) {
            return false;
        }
        OfferTable.Offer offer = found.get();
        if (may && offer.standsAt(clock.instant()) && stillToBePicked(order)) {
            try {
                made(offer, paymentId);
            } catch (ProblemException | CostsMore e) {
                throw new NotToBeHad();
            }
            return true;
        }
        // One that was done, replaced or told of before is told of no more.
        if (table.end(offer.offerId(), OfferTable.State.FAILED, null)) {
            tell(order, Notices.Kind.ORDER_CHANGE_FAILED, offer);
        }
        return false;
    }

    private static boolean stillToBePicked(Order order) {
        return order.state().lifecycle() == Lifecycle.OPEN
                && order.state().payment() == PaymentStatus.PAID
                && order.state().fulfilment() == FulfilmentStatus.ALLOCATED;
    }

    /** @param paymentId null in cash */
    private Changed made(OfferTable.Offer offer, @Nullable String paymentId) {
        Changed changed = making.change(
                offer.offeredBy(), offer.orderId(), offer.plan(), offer.what().quantities());
        if (!table.end(offer.offerId(), OfferTable.State.DONE, paymentId)) {
            throw new IllegalStateException("an offer ended under its lock: " + offer.offerId());
        }
        return changed;
    }

    private void tell(Order order, Notices.Kind kind, OfferTable.Offer offer) {
        notices.tell(
                order.accountId(),
                kind,
                Map.of(
                        "order",
                        order.orderId(),
                        "pay",
                        Fen.text(offer.afterFen()),
                        "more",
                        Fen.text(offer.moreFen()),
                        "time",
                        CountyTime.at(offer.payBy())
                                .toLocalDateTime()
                                .withNano(0)
                                .toString()
                                .replace('T', ' ')));
    }
}
