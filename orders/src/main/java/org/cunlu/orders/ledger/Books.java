package org.cunlu.orders.ledger;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.money.Fen;
import org.cunlu.logistics.CashSettled;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;

/** The ledger on its two tables. */
@Singleton
class Books implements Ledger {
    private final JournalTable journals;
    private final OrderBook book;
    private final Fees fees;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Books(JournalTable journals, OrderBook book, Fees fees, Transactions transactions, Ids ids, Clock clock) {
        this.journals = journals;
        this.book = book;
        this.fees = fees;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Terms terms(long soldFen) {
        return new Terms(Fen.share(soldFen, fees.commission()), fees.station());
    }

    @Override
    public void captured(String countyCode, String gateway, String paymentId, Map<String, Long> fenByOrder) {
        post(Journals.captured(countyCode, gateway, paymentId, fenByOrder));
    }

    @Override
    public void held(String countyCode, String gateway, String paymentId, long fen) {
        post(Journals.held(countyCode, gateway, paymentId, fen));
    }

    @Override
    public void cashTaken(Order order, String nodeCode, long cashFen) {
        post(Journals.cashTaken(order, nodeCode, cashFen));
    }

    @Override
    public void cashHanded(
            String countyCode,
            String handoverId,
            @Nullable String fromNode,
            @Nullable String toNode,
            long leftFen,
            long gotFen) {
        post(Journals.cashHanded(countyCode, handoverId, fromNode, toNode, leftFen, gotFen));
    }

    @Override
    public void cashSettled(CashSettled settled) {
        post(Journals.cashSettled(settled));
    }

    @Override
    public void delivered(Order order, String handedOverAt) {
        post(Journals.delivered(order, handedOverAt, live(order)));
    }

    @Override
    public void goodsLost(Order order, @Nullable String payer) {
        post(Journals.goodsLost(order, payer, live(order)));
    }

    @Override
    public void goodsFound(Order order) {
        var lost = journals.postings(Journal.Kind.GOODS_LOST, order.orderId());
        if (!lost.isEmpty()) {
            post(Journals.goodsFound(order, lost));
        }
    }

    @Override
    public void moved(Order first, Order sister) {
        post(Journals.moved(first, sister));
    }

    @Override
    public void depositKept(Order order) {
        post(Journals.depositKept(order));
    }

    @Override
    public void refundDue(String countyCode, String refundId, String orderId, long fen) {
        post(Journals.refundDue(countyCode, refundId, orderId, fen));
    }

    @Override
    public void refunded(String countyCode, String gateway, String refundId, String orderId, long fen) {
        post(Journals.refunded(countyCode, gateway, refundId, orderId, fen));
    }

    private SortedMap<String, Long> live(Order order) {
        return LiveShares.of(book.lines(List.of(order.orderId())).getOrDefault(order.orderId(), List.of()));
    }

    private void post(Journal journal) {
        transactions.require();
        journals.insert(ids.next(), journal, clock.instant());
    }
}
