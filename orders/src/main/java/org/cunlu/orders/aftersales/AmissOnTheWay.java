package org.cunlu.orders.aftersales;

import jakarta.inject.Singleton;
import org.cunlu.accounts.Notices;
import org.cunlu.kernel.events.Heard;
import org.cunlu.kernel.events.Subscriber;
import org.cunlu.logistics.ParcelGivenUp;
import org.cunlu.logistics.PickedShort;
import org.cunlu.orders.MoneyTickets;

/** What is sent instead of goods that came back may be lost or short as well: its buyer and its seller are told, and the county sees to it. */
@Singleton
class AmissOnTheWay {
    private final AfterTable table;
    private final Moves moves;
    private final MoneyTickets tickets;

    AmissOnTheWay(AfterTable table, Moves moves, MoneyTickets tickets) {
        this.table = table;
        this.moves = moves;
        this.tickets = tickets;
    }

    /** Joins the transaction. Told once. @param subject of the ticket */
    private void amiss(String replacementId, String subject, String what) {
        table.byReplacement(replacementId).ifPresent(request -> {
            boolean news = tickets.open(new MoneyTickets.Wanted(
                    request.countyCode(),
                    MoneyTickets.Kind.REPLACEMENT_AMISS,
                    subject,
                    0,
                    "request " + request.requestId() + " order " + request.orderId() + ": " + what));
            if (news) {
                moves.tellBuyer(request, Notices.Kind.REPLACEMENT_AMISS, 0);
                moves.tellSeller(request, Notices.Kind.REPLACEMENT_AMISS, 0);
            }
        });
    }

    /** Nobody looks for it any more. */
    @Singleton
    static class Lost implements Subscriber<ParcelGivenUp> {
        private final AmissOnTheWay amiss;

        Lost(AmissOnTheWay amiss) {
            this.amiss = amiss;
        }

        @Override
        public String name() {
            return "orders.after-sales-replacement-lost";
        }

        @Override
        public String topic() {
            return ParcelGivenUp.TOPIC;
        }

        @Override
        public Class<ParcelGivenUp> type() {
            return ParcelGivenUp.class;
        }

        @Override
        public void on(ParcelGivenUp event, Heard heard) {
            amiss.amiss(event.orderId(), "lost:" + event.orderId(), "lost, " + event.reason());
        }
    }

    /** Fewer pieces were found when it was picked. */
    @Singleton
    static class Short implements Subscriber<PickedShort> {
        private final AmissOnTheWay amiss;

        Short(AmissOnTheWay amiss) {
            this.amiss = amiss;
        }

        @Override
        public String name() {
            return "orders.after-sales-replacement-short";
        }

        @Override
        public String topic() {
            return PickedShort.TOPIC;
        }

        @Override
        public Class<PickedShort> type() {
            return PickedShort.class;
        }

        @Override
        public void on(PickedShort event, Heard heard) {
            amiss.amiss(
                    event.orderId(),
                    "short:" + event.shortId(),
                    event.pieces() + " of " + event.skuCode() + " missing");
        }
    }
}
