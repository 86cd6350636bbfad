package org.cunlu.orders.changing;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.cunlu.accounts.Recipients;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Network;
import org.cunlu.orders.Destination;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderChanges;

/** Shows an operator what he changes, and has it changed. */
@Singleton
class ChangeDesk implements OrderChanges {
    private final Changing changing;
    private final Making making;
    private final OrderBook book;
    private final ChangeTable changes;
    private final OfferTable offers;
    private final RedirectionTable redirections;
    private final Recipients recipients;
    private final Network network;
    private final Transactions transactions;
    private final Clock clock;

    ChangeDesk(
            Changing changing,
            Making making,
            OrderBook book,
            ChangeTable changes,
            OfferTable offers,
            RedirectionTable redirections,
            Recipients recipients,
            Network network,
            Transactions transactions,
            Clock clock) {
        this.changing = changing;
        this.making = making;
        this.book = book;
        this.changes = changes;
        this.offers = offers;
        this.redirections = redirections;
        this.recipients = recipients;
        this.network = network;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Card card(Caller operator, String orderId) {
        Instant now = clock.instant();
        return transactions.read(() -> {
            Order order = changing.known(operator, orderId).orElseThrow(ProblemException::notFound);
            var lines = book.lines(List.of(orderId)).getOrDefault(orderId, List.of());
            ProblemException hindrance = making.hindrance(order, lines);
            return new Card(
                    order,
                    lines,
                    recipients.masked(List.of(order.recipientId())).get(order.recipientId()),
                    stays(order),
                    hindrance == null ? null : hindrance.code(),
                    changes.from(orderId).orElse(null),
                    changes.into(orderId).orElse(null),
                    redirections
                            .of(orderId, now)
                            .map(waits ->
                                    new Waits(waits.by().equals(operator.accountId()), waits.since(), waits.until()))
                            .orElse(null),
                    offers.of(orderId).stream()
                            .map(offer -> offered(offer, now))
                            .toList());
        });
    }

    private static Offered offered(OfferTable.Offer offer, Instant now) {
        return new Offered(
                offer.offerId(), offer.shown(now), offer.afterFen(), offer.moreFen(), offer.payBy(), offer.reason());
    }

    /** Any village of its station leads there, its own first; outside, the province alone decides, and the city stands with the recipient. */
    private @Nullable Destination stays(Order order) {
        if (order.outside()) {
            return order.province() == null ? null : Destination.outside(order.province(), order.province());
        }
        return network.villages("", Integer.MAX_VALUE).stream()
                .filter(village -> village.stationCode().equals(order.toNode()))
                .min(Comparator.comparing(village -> !village.code().equals(order.toNode())))
                .map(village -> Destination.village(village.code()))
                .orElse(null);
    }

    @Override
    public Changed ask(Caller operator, String orderId, Wanted wanted) {
        return changing.ask(operator, orderId, wanted);
    }

    @Override
    public Changed change(Caller operator, String orderId, Wanted wanted, @Nullable String code, @Nullable String key) {
        return changing.change(operator, orderId, wanted, code, key);
    }
}
