package org.cunlu.orders.aftersales;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.cunlu.accounts.Notices;
import org.cunlu.catalog.ShopPeople;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.money.Fen;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.AfterSales.Act;
import org.cunlu.orders.AfterSales.State;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;

/** The only way a request takes a step: by the table of {@link State}, compare-and-set, with a history row, under the lock of its group. */
@Singleton
class Moves {
    private final AfterTable table;
    private final StepTable steps;
    private final OrderBook book;
    private final Notices notices;
    private final ShopPeople shops;
    private final Transactions transactions;
    private final Clock clock;

    Moves(
            AfterTable table,
            StepTable steps,
            OrderBook book,
            Notices notices,
            ShopPeople shops,
            Transactions transactions,
            Clock clock) {
        this.table = table;
        this.steps = steps;
        this.book = book;
        this.notices = notices;
        this.shops = shops;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A request with its order, whose group nobody else changes until the transaction has ended. */
    record Held(AfterSale request, Order order) {}

    /** @return empty for a request unknown */
    Optional<Held> locked(String requestId) {
        transactions.require();
        return table.find(requestId).map(known -> {
            Order order = book.order(known.orderId()).orElseThrow();
            book.lock(order.groupId()).orElseThrow();
            // Read again under the lock: it may have moved since.
            return new Held(
                    table.find(requestId).orElseThrow(),
                    book.order(known.orderId()).orElseThrow());
        });
    }

    /** @throws ProblemException 409 {@code request-moved} when the table does not lead there from where it is */
    void demand(AfterSale request, State next) {
        if (!request.state().leadsTo(next)) {
            throw moved(request);
        }
    }

    /** @param fen to be written beside it; null without money @return as it is now */
    AfterSale step(AfterSale before, AfterSale after, Act act, @Nullable Long fen, String actor) {
        if (!before.state().leadsTo(after.state()) || after.version() != before.version() + 1) {
            throw new IllegalStateException(before.state() + " does not lead to " + after.state());
        }
        if (!table.move(before, after)) {
            throw moved(before);
        }
        steps.insert(after, act, fen, clock.instant(), actor);
        return after;
    }

    AfterSale open(AfterSale request, Act act, String actor) {
        table.insert(request);
        steps.insert(request, act, request.askedFen(), request.askedAt(), actor);
        return request;
    }

    void tellBuyer(AfterSale request, Notices.Kind kind, long fen) {
        notices.tell(request.accountId(), kind, facts(request, fen));
    }

    void tellSeller(AfterSale request, Notices.Kind kind, long fen) {
        shops.tell(request.sellerCode(), kind, facts(request, fen));
    }

    private static Map<String, String> facts(AfterSale request, long fen) {
        return Map.of("order", request.orderId(), "refund", Fen.text(fen));
    }

    private static ProblemException moved(AfterSale request) {
        return ProblemException.of(409, "request-moved", "售后单状态已变，请刷新 · The request is not as it was, look again", null)
                .fact("state", request.state().name());
    }
}
