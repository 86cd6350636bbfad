package org.cunlu.orders.presale;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.orders.presale.Presale.Cancelling;
import org.cunlu.orders.presale.Presale.Deposit;
import org.cunlu.orders.presale.Presale.State;
import org.cunlu.orders.presale.Presale.UnpaidDeposit;

/**
 * A presale as anybody may see it.
 * @param takesOrders whether it can be ordered now: it is open, in time, and its offer is on sale
 * @param left pieces that can still be ordered; 0 when it takes no orders
 * @param told when it is sent, in words
 * @param cutRuleTold what happens when the harvest is small, in words
 * @param late whether it turned out to be late
 */
@Serdeable
record PresaleView(
        String presaleId,
        String sellerCode,
        String offerId,
        String skuCode,
        State state,
        boolean takesOrders,
        long left,
        Instant orderUntil,
        LocalDate shipFrom,
        LocalDate shipTo,
        String told,
        Deposit.Kind deposit,
        long depositAmount,
        int balanceDays,
        UnpaidDeposit unpaidDeposit,
        @Nullable Integer buyerLimit,
        CutRule cutRule,
        String cutRuleTold,
        Cancelling cancelling,
        LocalDate refundedAfter,
        boolean late) {
    static PresaleView of(Presale presale, long promised, boolean takesOrders) {
        var terms = presale.terms();
        return new PresaleView(
                presale.presaleId(),
                presale.sellerCode(),
                presale.offerId(),
                presale.skuCode(),
                presale.state(),
                takesOrders,
                takesOrders ? Math.max(0, terms.sellable() - promised) : 0,
                terms.orderUntil(),
                terms.shipFrom(),
                terms.shipTo(),
                PresaleQuote.window(terms),
                terms.deposit().kind(),
                terms.deposit().amount(),
                terms.balanceDays(),
                terms.unpaid(),
                terms.buyerLimit(),
                terms.cutRule(),
                terms.cutRule().words(),
                terms.cancelling(),
                terms.giveUpOn(),
                presale.late());
    }

    /**
     * The same for who keeps it.
     * @param sold pieces in orders that are not cancelled @param given of the harvest, what these have
     * @param harvested pieces; null until it is in
     * @param raiseTo a higher forecast that waits for the county's word
     */
    @Serdeable
    record Kept(
            PresaleView presale,
            String node,
            int version,
            long forecast,
            int sellPercent,
            long sold,
            long orders,
            long given,
            @Nullable Long harvested,
            @Nullable Long raiseTo,
            List<PresaleHistory.Step> history) {}

    /**
     * What a buyer has of one.
     * @param given his share of the harvest; null until it is known @param cutFen price of what he goes without
     * @param backFen what of that he had paid, and goes back
     */
    @Serdeable
    record Bought(
            String orderId,
            PresaleView presale,
            long pieces,
            @Nullable Long given,
            long depositFen,
            long dueFen,
            @Nullable Instant payBy,
            long cutFen,
            long backFen) {}
}
