package org.cunlu.logistics.difference;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Differences.Reason;
import org.cunlu.logistics.standin.StandInNetwork;

/** A dispatcher of the whole county. */
@Singleton
@Requires(property = "logistics.stand-ins", value = "true")
public class Decider {
    private static final Caller DISPATCHER = new Caller(
            "DISPATCHER", List.of(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, StandInNetwork.HUB))));

    private final DifferenceBook book;
    private final Overdue overdue;
    private final Sql sql;
    private final Transactions transactions;

    Decider(DifferenceBook book, Overdue overdue, Sql sql, Transactions transactions) {
        this.book = book;
        this.overdue = overdue;
        this.sql = sql;
        this.transactions = transactions;
    }

    /** @return id of what is open about a parcel */
    public String about(String barcode) {
        return transactions.read(() -> sql.one(
                        "SELECT difference_id FROM log_difference WHERE barcode = ? AND state = 'OPEN'",
                        row -> row.string("difference_id"),
                        barcode)
                .orElseThrow());
    }

    public void decide(String differenceId, Reason reason) {
        book.decide(DISPATCHER, differenceId, reason, null);
    }

    /** The time to answer for what is open about a parcel is over at this moment. */
    public void dueAt(String barcode, Instant at) {
        transactions.run(() ->
                sql.change("UPDATE log_difference SET due_at = ? WHERE barcode = ? AND state = 'OPEN'", at, barcode));
    }

    /** So many are due before all others, and each fails when it is to be ended. */
    public void cannotBeEnded(int count) {
        var rows = new ArrayList<Object[]>();
        for (int i = 0; i < count; i++) {
            String id = "%013d".formatted(i);
            Instant opened = Instant.EPOCH.plusSeconds(86_400);
            // Nobody works for a county without a code.
            rows.add(new Object[] {
                id, "", "SHORT", id, "V11", "/V11", "V11", "/V11", "x", opened, opened.plusSeconds(1), "OPEN", id
            });
        }
        transactions.run(() -> sql.insertMany(
                "INSERT INTO log_difference (difference_id, county_code, kind, sscc, node_code, node_path, owner_node,"
                        + " owner_path, opened_by, opened_at, due_at, state, open_key)",
                rows));
    }

    /** @return how many of those are open still; they are gone now */
    public int forget() {
        return transactions.run(
                () -> sql.change("DELETE FROM log_difference WHERE county_code = '' AND state = 'OPEN'"));
    }

    /** Looks for what is overdue, as the job does. */
    public int round() {
        return overdue.round();
    }
}
