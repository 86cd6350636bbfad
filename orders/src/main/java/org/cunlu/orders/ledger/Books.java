package org.cunlu.orders.ledger;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.CashSettled;
import org.cunlu.logistics.ReleaseTook;
import org.cunlu.logistics.ReliefPaid;
import org.cunlu.orders.Commissions;
import org.cunlu.orders.Ledger;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.Party;
import org.cunlu.orders.Payout;
import org.cunlu.orders.Reversal;
import org.cunlu.orders.Reversible;
import org.cunlu.orders.TakenBack;

/** The ledger on its two tables. */
@Singleton
class Books implements Ledger {
    private final JournalTable journals;
    private final DueTable dues;
    private final Reversing reversing;
    private final Commissions commissions;
    private final OrderBook book;
    private final Fees fees;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Books(
            JournalTable journals,
            DueTable dues,
            Reversing reversing,
            Commissions commissions,
            OrderBook book,
            Fees fees,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.journals = journals;
        this.dues = dues;
        this.reversing = reversing;
        this.commissions = commissions;
        this.book = book;
        this.fees = fees;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Terms terms(String sellerCode, List<Commissions.Item> lines) {
        return new Terms(commissions.of(sellerCode, lines, CountyTime.date(clock.instant())), fees.station());
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
    public void releaseTook(ReleaseTook taken) {
        post(ReliefJournals.took(taken));
    }

    @Override
    public void reliefPaid(ReliefPaid paid) {
        post(ReliefJournals.paid(paid));
    }

    @Override
    public void delivered(Order order, String handedOverAt) {
        post(Journals.delivered(order, handedOverAt, others(order)));
    }

    @Override
    public void goodsLost(Order order, @Nullable String payer) {
        post(Journals.goodsLost(order, payer, others(order)));
    }

    @Override
    public void goodsFound(Order order) {
        var lost = journals.postings(Journal.Kind.GOODS_LOST, order.orderId());
        if (!lost.isEmpty()) {
            post(Journals.goodsFound(order, lost, dues.released(order.orderId())));
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

    @Override
    public void capturedInCash(String countyCode, String nodeCode, String paymentId, Map<String, Long> fenByOrder) {
        post(PaymentJournals.capturedInCash(countyCode, nodeCode, paymentId, fenByOrder));
    }

    @Override
    public void capturedFromBalance(
            String countyCode, String accountId, String paymentId, Map<String, Long> fenByOrder) {
        post(PaymentJournals.capturedFromBalance(countyCode, accountId, paymentId, fenByOrder));
    }

    @Override
    public void refundedToBalance(String countyCode, String accountId, String refundId, String orderId, long fen) {
        post(PaymentJournals.refundPaid(countyCode, refundId, orderId, fen, Chart.accountBalance(accountId)));
    }

    @Override
    public void refundedByBank(String countyCode, String refundId, String orderId, long fen) {
        post(PaymentJournals.refundPaid(countyCode, refundId, orderId, fen, Chart.BANK));
    }

    @Override
    public void paidBackToBalance(Order order, long fen, String cause) {
        post(PaymentJournals.paidBackToBalance(order, fen, cause));
    }

    @Override
    public void cashRefunded(String countyCode, String accountId, String nodeCode, String refundId, long fen) {
        post(PaymentJournals.cashRefunded(countyCode, accountId, nodeCode, refundId, fen));
    }

    @Override
    public void withdrawalAsked(String countyCode, String accountId, String withdrawalId, long fen) {
        post(PaymentJournals.withdrawalAsked(countyCode, accountId, withdrawalId, fen));
    }

    @Override
    public void withdrawalBack(String countyCode, String accountId, String backTo, String withdrawalId, long fen) {
        post(PaymentJournals.withdrawalBack(countyCode, accountId, backTo, withdrawalId, fen));
    }

    @Override
    public void balanceMerged(String countyCode, String fromAccountId, String intoAccountId, long fen) {
        post(PaymentJournals.balanceMerged(countyCode, fromAccountId, intoAccountId, fen));
    }

    @Override
    public void heldApplied(
            String countyCode, String paymentId, Map<String, Long> fenByOrder, String orderId, long overFen) {
        post(PaymentJournals.heldApplied(countyCode, paymentId, fenByOrder, orderId, overFen));
    }

    @Override
    public void heldReturned(String countyCode, String paymentId, String orderId, long fen) {
        post(PaymentJournals.heldReturned(countyCode, paymentId, orderId, fen));
    }

    @Override
    public List<TakenBack> reversed(Order order, Reversal reversal) {
        transactions.require();
        Reversing.Reversed reversed = reversing.reverse(order, reversal);
        reversed.journal().ifPresent(this::post);
        return reversed.parts();
    }

    @Override
    public Reversible reversible(Order order) {
        return reversing.reversible(order);
    }

    @Override
    public Reversible reversibleAt(Order order, Instant at) {
        return reversing.reversibleAt(order, at);
    }

    @Override
    public void payoutSent(Payout payout) {
        post(Journals.payoutSent(payout));
    }

    @Override
    public void payoutPaid(Payout payout) {
        post(Journals.payoutPaid(payout));
    }

    @Override
    public void payoutBounced(Payout payout) {
        post(Journals.payoutBounced(payout));
    }

    @Override
    public long payableFen(Party party) {
        List<String> accounts =
                party.kind() == Party.Kind.SELLER ? List.of(Chart.payable(party)) : Chart.accounts(party);
        return -journals.balance(accounts);
    }

    @Override
    public void cashBanked(String countyCode, String remittanceId, String nodeCode, long fen) {
        post(Journals.cashBanked(countyCode, remittanceId, nodeCode, fen));
    }

    @Override
    public void lockCash(String nodeCode) {
        journals.lock(Chart.cashHeld(nodeCode));
    }

    @Override
    public long cashToBankFen(String nodeCode) {
        return journals.broughtIn(Chart.cashHeld(nodeCode));
    }

    private SortedMap<String, Long> others(Order order) {
        return LineSplit.sum(
                LineSplit.of(order, book.lines(List.of(order.orderId())).getOrDefault(order.orderId(), List.of())));
    }

    private void post(Journal journal) {
        transactions.require();
        journals.insert(ids.next(), journal, clock.instant());
    }
}
