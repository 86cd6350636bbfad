package org.cunlu.orders.tickets;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.accounts.Grants;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.MoneyTickets;
import org.cunlu.orders.tickets.Ticket.State;
import org.cunlu.orders.tickets.Ticket.What;

/** Opens tickets, gives them to somebody, and lets people see to them. */
@Singleton
class Ticketing implements MoneyTickets {
    private static final String SYSTEM = "system";
    private static final int FACTS_MAX = 300;

    private final TicketTable table;
    private final Grants grants;
    private final Trail trail;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Ticketing(TicketTable table, Grants grants, Trail trail, Transactions transactions, Ids ids, Clock clock) {
        this.table = table;
        this.grants = grants;
        this.trail = trail;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public boolean open(Wanted wanted) {
        transactions.require();
        String facts = wanted.facts();
        var cut = new Wanted(
                wanted.countyCode(),
                wanted.kind(),
                wanted.subject(),
                wanted.fen(),
                facts.length() > FACTS_MAX ? facts.substring(0, FACTS_MAX) : facts);
        String id = ids.next();
        if (!table.insert(id, cut, owner(wanted.countyCode()).orElse(null), clock.instant())) {
            return false;
        }
        table.step(id, clock.instant(), SYSTEM, What.OPENED, null);
        return true;
    }

    /** Two that are opened at once may go to the same: it is a fair share, not a promise. */
    private Optional<String> owner(String countyCode) {
        List<String> operators = grants.holders(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, countyCode));
        Map<String, Long> load = operators.isEmpty() ? Map.of() : table.load(countyCode);
        return operators.stream().min(Comparator.comparing(operator -> load.getOrDefault(operator, 0L)));
    }

    @Override
    public void settled(Kind kind, String subject, String actor, String note) {
        transactions.require();
        table.lock(kind, subject).filter(ticket -> ticket.state() == State.OPEN).ifPresent(ticket -> {
            table.resolve(ticket.ticketId(), clock.instant());
            table.step(ticket.ticketId(), clock.instant(), actor, What.RESOLVED, note);
        });
    }

    List<Ticket> list(Caller caller, State state, String after, int limit) {
        List<String> counties = counties(caller);
        return counties.isEmpty() ? List.of() : transactions.read(() -> table.of(counties, state, after, limit));
    }

    Ticket.Whole whole(Caller caller, String ticketId) {
        return transactions.read(() -> new Ticket.Whole(
                table.find(ticketId).filter(ticket -> mine(caller, ticket)).orElseThrow(ProblemException::notFound),
                table.history(ticketId)));
    }

    /** From now on the caller sees to it. */
    Ticket.Whole take(Caller caller, String ticketId) {
        return act(caller, ticketId, What.TAKEN, null);
    }

    Ticket.Whole note(Caller caller, String ticketId, String note) {
        return act(caller, ticketId, What.NOTED, note);
    }

    /** A person says how it ended. Repeating it changes nothing. */
    Ticket.Whole resolve(Caller caller, String ticketId, String note) {
        return act(caller, ticketId, What.RESOLVED, note);
    }

    private Ticket.Whole act(Caller caller, String ticketId, What what, String note) {
        transactions.run(() -> {
            Ticket ticket =
                    table.lock(ticketId).filter(found -> mine(caller, found)).orElseThrow(ProblemException::notFound);
            boolean again = what == What.TAKEN && caller.accountId().equals(ticket.owner());
            if (ticket.state() == State.RESOLVED && what != What.RESOLVED) {
                throw ProblemException.of(409, "ticket-resolved", "已经处理完 · It is resolved already", null);
            }
            if (ticket.state() == State.RESOLVED || again) {
                return;
            }
            if (what == What.TAKEN) {
                table.own(ticketId, caller.accountId());
            }
            if (what == What.RESOLVED) {
                table.resolve(ticketId, clock.instant());
            }
            table.step(ticketId, clock.instant(), caller.accountId(), what, note);
            trail.record(
                    caller.accountId(),
                    "orders.money-ticket",
                    ticketId,
                    ticket.state() + " " + ticket.owner(),
                    what.name());
        });
        return whole(caller, ticketId);
    }

    private static boolean mine(Caller caller, Ticket ticket) {
        return counties(caller).contains(ticket.countyCode());
    }

    private static List<String> counties(Caller caller) {
        return caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE);
    }
}
