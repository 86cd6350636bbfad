package org.cunlu.orders.changing;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.Destination;
import org.cunlu.orders.OrderChanges.Wanted;

/** Rows of what was offered to buyers, and of payments for it. */
@Singleton
class OfferTable {
    private static final String SELECT = "SELECT offer_id, order_id, county_code, state, wanted, recipient_id, in_cash,"
            + " after_fen, more_fen, reason, offered_by, pay_by FROM ord_change_offer";

    private final Sql sql;
    private final JsonMapper json;

    OfferTable(Sql sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** How an offer stands; open beyond its time it has lapsed. */
    enum State {
        OPEN,
        DONE,
        REPLACED,
        FAILED
    }

    /** Where to, and how many. */
    @Serdeable
    record What(Destination destination, List<Wanted.Line> quantities) {}

    record Offer(
            String offerId,
            String orderId,
            String countyCode,
            State state,
            What what,
            @Nullable String recipientId,
            boolean inCash,
            long afterFen,
            long moreFen,
            String reason,
            String offeredBy,
            Instant payBy) {
        boolean standsAt(Instant now) {
            return state == State.OPEN && payBy.isAfter(now);
        }

        /** @return how it stands to who looks: open beyond its time it has lapsed */
        String shown(Instant now) {
            return state == State.OPEN && !standsAt(now) ? "LAPSED" : state.name();
        }

        Plan plan() {
            return new Plan(what.destination(), recipientId, null, moreFen, reason);
        }
    }

    void insert(Offer offer, Instant at) {
        sql.change(
                "UPDATE ord_change_offer SET state = 'REPLACED' WHERE order_id = ? AND state = 'OPEN'",
                offer.orderId());
        sql.change(
                "INSERT INTO ord_change_offer (offer_id, order_id, county_code, state, wanted, recipient_id, in_cash,"
                        + " after_fen, more_fen, reason, offered_by, offered_at, pay_by)"
                        + " VALUES (?, ?, ?, 'OPEN', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                offer.offerId(),
                offer.orderId(),
                offer.countyCode(),
                text(offer.what()),
                offer.recipientId(),
                offer.inCash(),
                offer.afterFen(),
                offer.moreFen(),
                offer.reason(),
                offer.offeredBy(),
                at,
                offer.payBy());
    }

    Optional<Offer> find(String offerId) {
        return sql.one(SELECT + " WHERE offer_id = ?", this::offer, offerId);
    }

    /** @return the newest first */
    List<Offer> of(String orderId) {
        return sql.list(SELECT + " WHERE order_id = ? ORDER BY offer_id DESC LIMIT 20", this::offer, orderId);
    }

    /** @return what a payment is for */
    Optional<Offer> paidBy(String paymentId) {
        return sql.one(
                SELECT + " WHERE offer_id = (SELECT c.offer_id FROM ord_change_payment c WHERE c.payment_id = ?)",
                this::offer,
                paymentId);
    }

    /** @param paymentId null in cash @return false when it is not open */
    boolean end(String offerId, State to, @Nullable String paymentId) {
        return sql.change(
                        "UPDATE ord_change_offer SET state = ?, paid_by = ? WHERE offer_id = ? AND state = 'OPEN'",
                        to,
                        paymentId,
                        offerId)
                == 1;
    }

    void began(Offer offer, String paymentId) {
        sql.change(
                "INSERT INTO ord_change_payment (payment_id, offer_id, county_code) VALUES (?, ?, ?)",
                paymentId,
                offer.offerId(),
                offer.countyCode());
    }

    List<String> payments(String offerId) {
        return sql.list(
                "SELECT payment_id FROM ord_change_payment WHERE offer_id = ? ORDER BY payment_id",
                row -> row.string("payment_id"),
                offerId);
    }

    private Offer offer(Row row) {
        return new Offer(
                row.string("offer_id"),
                row.string("order_id"),
                row.string("county_code"),
                row.constant("state", State.class),
                what(row.string("wanted")),
                row.string("recipient_id"),
                row.flag("in_cash"),
                row.number("after_fen"),
                row.number("more_fen"),
                row.string("reason"),
                row.string("offered_by"),
                row.instant("pay_by"));
    }

    private String text(What what) {
        try {
            return new String(json.writeValueAsBytes(what), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private What what(String text) {
        try {
            return json.readValue(text.getBytes(StandardCharsets.UTF_8), What.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
