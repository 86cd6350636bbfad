package org.cunlu.orders.tickets;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;

/** What is not right with money. */
@Singleton
class TicketDocket implements Docket {
    private static final int NOTE_MAX = 500;

    private final Ticketing tickets;

    TicketDocket(Ticketing tickets) {
        this.tickets = tickets;
    }

    @Override
    public int place() {
        return 9;
    }

    @Override
    public String kind() {
        return "tickets";
    }

    @Override
    public Page<Matter> waiting(Caller operator, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        List<Matter> found =
                tickets.list(operator, Ticket.State.OPEN, Ids.isId(cursor) ? cursor : "", size + 1).stream()
                        .map(TicketDocket::matter)
                        .toList();
        return Page.of(found, size, Matter::id);
    }

    @Override
    public Paper paper(Caller operator, String id) {
        Ticket.Whole one = tickets.whole(operator, id);
        Ticket ticket = one.ticket();
        return new Paper(
                matter(ticket),
                List.of(
                        Fact.code("state", ticket.state()),
                        Fact.text("owner", ticket.owner()),
                        Fact.text("details", ticket.facts())),
                List.of(),
                one.history().stream()
                        .map(step ->
                                new Past(step.at(), step.actor(), step.what().name(), step.note()))
                        .toList(),
                ticket.state() == Ticket.State.OPEN
                        ? List.of(
                                Answer.reasoned("resolve", false), Answer.reasoned("note", false), Answer.plain("take"))
                        : List.of());
    }

    private static Matter matter(Ticket each) {
        return new Matter(
                each.ticketId(),
                each.subject(),
                List.of(
                        Fact.code("kind", each.kind()),
                        Fact.fen("fen", each.fen()),
                        Fact.moment("since", each.openedAt())));
    }

    @Override
    public void answer(Caller operator, String id, Word word) {
        switch (word.answer()) {
            case "take" -> tickets.take(operator, id);
            case "note" -> tickets.note(operator, id, word.why(NOTE_MAX));
            case "resolve" -> tickets.resolve(operator, id, word.why(NOTE_MAX));
            default -> throw Docket.unknownAnswer();
        }
    }
}
