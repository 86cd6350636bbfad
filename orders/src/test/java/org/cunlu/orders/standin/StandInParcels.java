package org.cunlu.orders.standin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.Picking;
import org.cunlu.logistics.Shipments;

/** Parcels in a table of the tests' own, so that they come and go with the transaction as real ones do. */
@Singleton
@Primary
@Requires(property = "orders.stand-ins", value = "true")
@Requires(property = "orders.real-parcels", notEquals = "true")
public class StandInParcels implements Shipments {
    private final Sql sql;
    private final Transactions transactions;
    private final Picking picking;
    private final Map<String, Instant> brought = new ConcurrentHashMap<>();
    private volatile boolean broken;

    StandInParcels(Sql sql, Transactions transactions, Picking picking) {
        this.sql = sql;
        this.transactions = transactions;
        this.picking = picking;
        transactions.run(() -> sql.change("CREATE TABLE IF NOT EXISTS standin_parcel (order_id CHAR(13) PRIMARY KEY,"
                + " from_node VARCHAR(32), to_node VARCHAR(32), cash_due_fen BIGINT, state VARCHAR(16))"));
    }

    /** From now on booking fails, as it does when a process dies in the middle of it. */
    public void breakDown(boolean down) {
        broken = down;
    }

    @Override
    public String book(Booking booking) {
        transactions.require();
        if (broken) {
            throw new IllegalStateException("broken by a test");
        }
        sql.change(
                "INSERT INTO standin_parcel (order_id, from_node, to_node, cash_due_fen, state)"
                        + " VALUES (?, ?, ?, ?, 'BOOKED') ON DUPLICATE KEY UPDATE state = 'BOOKED'",
                booking.orderId(),
                booking.fromNode(),
                booking.toNode(),
                booking.cashDueFen());
        return "B" + booking.orderId();
    }

    @Override
    public boolean withdraw(String orderId) {
        transactions.require();
        return sql.change(
                        "UPDATE standin_parcel SET state = 'WITHDRAWN' WHERE order_id = ? AND state = 'BOOKED'",
                        orderId)
                == 1;
    }

    @Override
    public void askForLess(String orderId, long cashDueFen) {
        transactions.require();
        sql.change("UPDATE standin_parcel SET cash_due_fen = ? WHERE order_id = ?", cashDueFen, orderId);
    }

    /** Its keeper writes down that its buyer does not want it. */
    public void refuse(String orderId) {
        transactions.run(() -> sql.change("UPDATE standin_parcel SET state = 'REFUSED' WHERE order_id = ?", orderId));
    }

    /** A carrier took it over. */
    public void withCarrier(String orderId) {
        transactions.run(
                () -> sql.change("UPDATE standin_parcel SET state = 'WITH_CARRIER' WHERE order_id = ?", orderId));
    }

    /** He lost it. */
    public void lost(String orderId) {
        transactions.run(() -> sql.change("UPDATE standin_parcel SET state = 'LOST' WHERE order_id = ?", orderId));
    }

    /** He says that he has delivered it. */
    public void carrierDelivered(String orderId, Instant at) {
        brought.put(orderId, at);
    }

    public long cashDue(String orderId) {
        return transactions.read(() -> sql.one(
                        "SELECT cash_due_fen FROM standin_parcel WHERE order_id = ?",
                        row -> row.number("cash_due_fen"),
                        orderId)
                .orElseThrow());
    }

    /** Takes the order's pieces off the shelf, as packing does. */
    public void pack(String orderId) {
        transactions.run(() -> {
            sql.change("UPDATE standin_parcel SET state = 'AT_NODE' WHERE order_id = ?", orderId);
            picking.pick(orderId, List.of(), "packer");
        });
    }

    /** @return state of an order's parcel, if it has one */
    public Optional<String> state(String orderId) {
        return transactions.read(() ->
                sql.one("SELECT state FROM standin_parcel WHERE order_id = ?", row -> row.string("state"), orderId));
    }

    @Override
    public Map<String, Tracking> track(Collection<String> orderIds) {
        var found = new HashMap<String, Tracking>();
        for (String orderId : orderIds) {
            sql.one(
                            "SELECT from_node, to_node, state FROM standin_parcel WHERE order_id = ?",
                            row -> new Tracking(
                                    "B" + orderId,
                                    row.constant("state", ParcelState.class),
                                    null,
                                    row.string("from_node"),
                                    row.string("to_node"),
                                    Instant.EPOCH,
                                    null,
                                    null,
                                    List.of(),
                                    steps(orderId, row.constant("state", ParcelState.class))),
                            orderId)
                    .ifPresent(tracking -> found.put(orderId, tracking));
        }
        return found;
    }

    private List<Step> steps(String orderId, ParcelState state) {
        Instant at = brought.get(orderId);
        if (at != null) {
            return List.of(new Step(at, "DELIVERED", "C", "C"));
        }
        return state == ParcelState.REFUSED ? List.of(new Step(Instant.EPOCH, "REFUSE", "V", "V")) : List.of();
    }

    @Override
    public Optional<String> pickupCode(String orderId) {
        return Optional.empty();
    }
}
