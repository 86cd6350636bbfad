package org.cunlu.orders.presale;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import org.cunlu.orders.Quote;

/**
 * What it costs and what is promised.
 * @param depositFen to be paid now; 0 when all is
 * @param balanceFen to be paid within {@code balanceDays} of the harvest
 * @param told when it is sent, in words
 * @param cutRule what happens when the harvest is small, in words
 */
@Serdeable
record PresaleQuote(
        String presaleId,
        int quantity,
        long goodsFen,
        long freightFen,
        long totalFen,
        long depositFen,
        long balanceFen,
        int balanceDays,
        Presale.UnpaidDeposit unpaidDeposit,
        LocalDate shipFrom,
        LocalDate shipTo,
        String told,
        String cutRule,
        Presale.Cancelling cancelling,
        LocalDate refundedAfter) {
    static PresaleQuote of(Presale presale, int quantity, Quote.Shipment priced, long depositFen) {
        var terms = presale.terms();
        return new PresaleQuote(
                presale.presaleId(),
                quantity,
                priced.goodsFen(),
                priced.freightFen(),
                priced.totalFen(),
                depositFen,
                depositFen == 0 ? 0 : priced.totalFen() - depositFen,
                terms.balanceDays(),
                terms.unpaid(),
                terms.shipFrom(),
                terms.shipTo(),
                window(terms),
                terms.cutRule().words(),
                terms.cancelling(),
                terms.giveUpOn());
    }

    static String window(Presale.Terms terms) {
        return "预售，" + terms.shipFrom() + " 至 " + terms.shipTo() + " 发货 · Presale, ships between " + terms.shipFrom()
                + " and " + terms.shipTo();
    }
}
