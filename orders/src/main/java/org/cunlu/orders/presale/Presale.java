package org.cunlu.orders.presale;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import org.cunlu.kernel.time.CountyTime;

/**
 * Goods of one offer that are sold before they are harvested.
 * @param nodeCode where the harvest is taken in, and goes from
 * @param version acts so far
 * @param lateness how often it turned out to be late
 * @param passedOn last day of shipping whose passing was counted; null before the first
 * @param harvested pieces; null until the harvest is in
 * @param raiseTo a higher forecast that waits for the county's word; null for none
 */
record Presale(
        String presaleId,
        String countyCode,
        String sellerCode,
        String offerId,
        String skuCode,
        String nodeCode,
        State state,
        int version,
        Terms terms,
        int lateness,
        @Nullable LocalDate passedOn,
        @Nullable Long harvested,
        @Nullable Long raiseTo,
        Instant createdAt) {
    /** Its life. */
    enum State {
        DRAFT,
        OPEN,
        /** No more orders; the harvest is awaited. */
        CLOSED,
        /** The harvest is in and shared out. */
        ALLOTTED,
        /** Every order has its share or its money. */
        DONE,
        CALLED_OFF
    }

    /** What is done to one. */
    enum Act {
        DRAFTED,
        OPENED,
        FORECAST,
        RAISE_ASKED,
        RAISE_DECLINED,
        DELAYED,
        CLOSED,
        HARVESTED,
        DONE,
        CALLED_OFF
    }

    /** What is agreed with buyers. @param buyerLimit pieces; null for no limit */
    record Terms(
            long forecast,
            int sellPercent,
            Instant orderUntil,
            LocalDate shipFrom,
            LocalDate shipTo,
            Deposit deposit,
            int balanceDays,
            UnpaidDeposit unpaid,
            @Nullable Integer buyerLimit,
            CutRule cutRule,
            Cancelling cancelling,
            int patienceDays) {
        /** @return pieces that may be sold */
        long sellable() {
            return Math.multiplyExact(forecast, sellPercent) / 100;
        }

        /** @return last day on which a harvest is waited for */
        LocalDate giveUpOn() {
            return shipTo.plusDays(patienceDays);
        }

        Terms forecast(long other) {
            return new Terms(
                    other,
                    sellPercent,
                    orderUntil,
                    shipFrom,
                    shipTo,
                    deposit,
                    balanceDays,
                    unpaid,
                    buyerLimit,
                    cutRule,
                    cancelling,
                    patienceDays);
        }

        Terms ships(LocalDate from, LocalDate to) {
            return new Terms(
                    forecast,
                    sellPercent,
                    orderUntil,
                    from,
                    to,
                    deposit,
                    balanceDays,
                    unpaid,
                    buyerLimit,
                    cutRule,
                    cancelling,
                    patienceDays);
        }
    }

    /** What is paid first. @param amount percent of the goods, or fen for each piece; 0 for none */
    record Deposit(Kind kind, long amount) {
        enum Kind {
            NONE,
            PERCENT,
            PER_PIECE
        }

        /** @return fen, rounded up; 0 when all is paid at once */
        long of(long goodsFen, long pieces, long totalFen) {
            long fen = switch (kind) {
                case NONE -> 0;
                case PERCENT -> Math.ceilDiv(Math.multiplyExact(goodsFen, amount), 100L);
                case PER_PIECE -> Math.multiplyExact(amount, pieces);
            };
            return fen >= totalFen ? 0 : fen;
        }
    }

    /** What becomes of a deposit whose rest was not paid in time. */
    enum UnpaidDeposit {
        KEPT,
        REFUNDED
    }

    /** When a buyer may cancel, and have all back, before his share is known. Whoever waits for what is late always may. */
    enum Cancelling {
        FREE,
        WHEN_LATE
    }

    Presale raise(@Nullable Long to) {
        return new Presale(
                presaleId,
                countyCode,
                sellerCode,
                offerId,
                skuCode,
                nodeCode,
                state,
                version,
                terms,
                lateness,
                passedOn,
                harvested,
                to,
                createdAt);
    }

    /** @return whether it is open and in time; whether its offer is on sale is catalog's to know */
    boolean takesOrders(Instant now) {
        return state == State.OPEN
                && terms.orderUntil().isAfter(now)
                && !CountyTime.date(now).isAfter(terms.shipTo());
    }

    boolean waits() {
        return state == State.OPEN || state == State.CLOSED;
    }

    boolean late() {
        return lateness > 0;
    }
}
