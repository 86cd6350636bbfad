package org.cunlu.orders.aftersales;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import org.cunlu.orders.AfterSales.Kind;
import org.cunlu.orders.AfterSales.Reason;
import org.cunlu.orders.AfterSales.State;
import org.cunlu.orders.Reversal.Fault;

/**
 * What a buyer asks for, as it stands.
 * @param payer node or {@code carrier} that answers for it; null where it is not the network's fault, or nobody is found
 * @param askedFen most that it comes to
 * @param dropCode with which the goods are handed in; null while there is nothing to hand in
 * @param dueAt when it goes on by itself; null when it does not
 * @param version number of its history rows
 */
record AfterSale(
        String requestId,
        String countyCode,
        String orderId,
        String accountId,
        String sellerCode,
        Kind kind,
        Reason reason,
        State state,
        Fault fault,
        @Nullable String payer,
        long askedFen,
        @Nullable Long offeredFen,
        @Nullable Long settledFen,
        @Nullable String dropCode,
        @Nullable String barcode,
        @Nullable String replacementId,
        Instant askedAt,
        @Nullable Instant dueAt,
        int version) {

    AfterSale to(State next, @Nullable Instant due) {
        return new AfterSale(
                requestId,
                countyCode,
                orderId,
                accountId,
                sellerCode,
                kind,
                reason,
                next,
                fault,
                payer,
                askedFen,
                offeredFen,
                settledFen,
                dropCode,
                barcode,
                replacementId,
                askedAt,
                due,
                version + 1);
    }

    AfterSale blaming(Fault whose, @Nullable String who) {
        return new AfterSale(
                requestId,
                countyCode,
                orderId,
                accountId,
                sellerCode,
                kind,
                reason,
                state,
                whose,
                who,
                askedFen,
                offeredFen,
                settledFen,
                dropCode,
                barcode,
                replacementId,
                askedAt,
                dueAt,
                version);
    }

    AfterSale offering(long fen) {
        return new AfterSale(
                requestId,
                countyCode,
                orderId,
                accountId,
                sellerCode,
                kind,
                reason,
                state,
                fault,
                payer,
                askedFen,
                fen,
                settledFen,
                dropCode,
                barcode,
                replacementId,
                askedAt,
                dueAt,
                version);
    }

    AfterSale settling(long fen) {
        return new AfterSale(
                requestId,
                countyCode,
                orderId,
                accountId,
                sellerCode,
                kind,
                reason,
                state,
                fault,
                payer,
                askedFen,
                offeredFen,
                fen,
                dropCode,
                barcode,
                replacementId,
                askedAt,
                dueAt,
                version);
    }

    /** @param code null when it is used up @param number of the parcel @param replacing null when nothing is sent instead */
    AfterSale goods(@Nullable String code, @Nullable String number, @Nullable String replacing) {
        return new AfterSale(
                requestId,
                countyCode,
                orderId,
                accountId,
                sellerCode,
                kind,
                reason,
                state,
                fault,
                payer,
                askedFen,
                offeredFen,
                settledFen,
                code,
                number,
                replacing,
                askedAt,
                dueAt,
                version);
    }
}
