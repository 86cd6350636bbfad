package org.cunlu.orders.tickets;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.MoneyTickets;
import org.cunlu.orders.tickets.Ticket.State;
import org.cunlu.orders.tickets.Ticket.Step;
import org.cunlu.orders.tickets.Ticket.What;

/** Rows of tickets and of their steps. */
@Singleton
class TicketTable {
    private static final String SELECT =
            "SELECT ticket_id, county_code, kind, subject, amount_fen, facts, owner, state,"
                    + " opened_at FROM ord_money_ticket";

    private final Sql sql;

    TicketTable(Sql sql) {
        this.sql = sql;
    }

    /** @return false when there is one of this kind and subject */
    boolean insert(String ticketId, MoneyTickets.Wanted wanted, @Nullable String owner, Instant now) {
        return sql.change(
                                "INSERT INTO ord_money_ticket (ticket_id, county_code, kind, subject, amount_fen, facts, owner,"
                                        + " state, opened_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'OPEN', ?)"
                                        + " ON DUPLICATE KEY UPDATE ticket_id = ticket_id",
                                ticketId,
                                wanted.countyCode(),
                                wanted.kind(),
                                wanted.subject(),
                                wanted.fen(),
                                wanted.facts(),
                                owner,
                                now)
                        == 1
                && find(ticketId).isPresent();
    }

    Optional<Ticket> find(String ticketId) {
        return sql.one(SELECT + " WHERE ticket_id = ?", TicketTable::ticket, ticketId);
    }

    Optional<Ticket> lock(String ticketId) {
        return sql.one(SELECT + " WHERE ticket_id = ? FOR UPDATE", TicketTable::ticket, ticketId);
    }

    Optional<Ticket> lock(MoneyTickets.Kind kind, String subject) {
        return sql.one(SELECT + " WHERE kind = ? AND subject = ? FOR UPDATE", TicketTable::ticket, kind, subject);
    }

    List<Ticket> of(List<String> counties, State state, String after, int limit) {
        var arguments = new ArrayList<Object>(counties);
        arguments.add(state);
        arguments.add(after);
        arguments.add(limit);
        return sql.list(
                SELECT + " WHERE county_code IN (" + Sql.marks(counties.size())
                        + ") AND state = ? AND ticket_id > ? ORDER BY ticket_id LIMIT ?",
                TicketTable::ticket,
                arguments.toArray());
    }

    /** @return how many open ones each owner has */
    Map<String, Long> load(String countyCode) {
        return sql
                .list(
                        "SELECT owner, COUNT(*) AS n FROM ord_money_ticket WHERE county_code = ? AND state = 'OPEN'"
                                + " AND owner IS NOT NULL GROUP BY owner",
                        row -> Map.entry(row.string("owner"), row.number("n")),
                        countyCode)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void own(String ticketId, String owner) {
        sql.change("UPDATE ord_money_ticket SET owner = ? WHERE ticket_id = ? AND state = 'OPEN'", owner, ticketId);
    }

    boolean resolve(String ticketId, Instant now) {
        return sql.change(
                        "UPDATE ord_money_ticket SET state = 'RESOLVED', resolved_at = ? WHERE ticket_id = ?"
                                + " AND state = 'OPEN'",
                        now,
                        ticketId)
                == 1;
    }

    /** The ticket is locked, or new. */
    void step(String ticketId, Instant at, String actor, What what, @Nullable String note) {
        int no = sql.one(
                        "SELECT COUNT(*) AS n FROM ord_money_ticket_step WHERE ticket_id = ?",
                        row -> row.integer("n"),
                        ticketId)
                .orElseThrow();
        sql.change(
                "INSERT INTO ord_money_ticket_step (ticket_id, step_no, taken_at, actor, what, note)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                ticketId,
                no + 1,
                at,
                actor,
                what,
                note);
    }

    List<Step> history(String ticketId) {
        return sql.list(
                "SELECT step_no, taken_at, actor, what, note FROM ord_money_ticket_step WHERE ticket_id = ?"
                        + " ORDER BY step_no",
                row -> new Step(
                        row.integer("step_no"),
                        row.instant("taken_at"),
                        row.string("actor"),
                        row.constant("what", What.class),
                        row.string("note")),
                ticketId);
    }

    private static Ticket ticket(Row row) {
        return new Ticket(
                row.string("ticket_id"),
                row.string("county_code"),
                row.constant("kind", MoneyTickets.Kind.class),
                row.string("subject"),
                row.number("amount_fen"),
                row.string("facts"),
                row.string("owner"),
                row.constant("state", State.class),
                row.instant("opened_at"));
    }
}
