package org.cunlu.kernel.events;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.docket.Docket;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Events that a subscriber could not take, and "try this one again". */
@Singleton
class DeadLetters implements Docket {
    private final InboxTable inbox;
    private final OutboxTable outbox;
    private final Transactions transactions;
    private final Trail trail;

    DeadLetters(InboxTable inbox, OutboxTable outbox, Transactions transactions, Trail trail) {
        this.inbox = inbox;
        this.outbox = outbox;
        this.transactions = transactions;
        this.trail = trail;
    }

    /** Oldest first. @param cursor {@code next} of the page before */
    Page<DeadLetter> list(@Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        String event = "";
        String subscriber = "";
        if (cursor != null) {
            // An identifier and a subscriber's name, with a dot between.
            if (cursor.length() < 15 || !Ids.isId(cursor.substring(0, 13)) || cursor.charAt(13) != '.') {
                throw ProblemException.invalid("cursor", "malformed", "游标无效 · Not a cursor");
            }
            event = cursor.substring(0, 13);
            subscriber = cursor.substring(14);
        }
        var letters = inbox.dead(event, subscriber, size + 1).stream()
                .map(DeadLetters::letter)
                .toList();
        return Page.of(letters, size, letter -> letter.eventId() + "." + letter.subscriber());
    }

    void replay(Caller caller, String subscriber, String eventId) {
        transactions.run(() -> {
            if (!inbox.revive(eventId, subscriber)) {
                throw ProblemException.notFound();
            }
            if (outbox.find(eventId).isEmpty()) {
                throw ProblemException.of(
                        409,
                        "nothing-to-replay",
                        "原事件已不存在 · The event itself is no longer there",
                        "它不是由本系统发出的 · It was not told by this system");
            }
            trail.record(
                    caller.accountId(), "county.dead-letter-replayed", eventId + " " + subscriber, "DEAD", "FAILED");
        });
    }

    @Override
    public int place() {
        return 11;
    }

    @Override
    public String kind() {
        return "dead-letters";
    }

    @Override
    public Page<Matter> waiting(Caller operator, @Nullable String cursor, @Nullable Integer limit) {
        Page<DeadLetter> found = list(cursor, limit);
        return new Page<>(found.items().stream().map(DeadLetters::matter).toList(), found.next());
    }

    @Override
    public Paper paper(Caller operator, String id) {
        DeadLetter letter = inbox.dead(parts(id)[0], "", Page.LIMIT_MAX).stream()
                .filter(each -> id(each.eventId(), each.subscriber()).equals(id))
                .map(DeadLetters::letter)
                .findFirst()
                .orElseThrow(ProblemException::notFound);
        return new Paper(
                matter(letter),
                List.of(Fact.text("event", letter.eventId()), Fact.text("error", letter.error())),
                List.of(),
                List.of(),
                List.of(Answer.plain("replay")));
    }

    @Override
    public void answer(Caller operator, String id, Word word) {
        if (!word.answer().equals("replay")) {
            throw Docket.unknownAnswer();
        }
        String[] parts = parts(id);
        replay(operator, parts[1], parts[0]);
    }

    private static Matter matter(DeadLetter each) {
        return new Matter(
                id(each.eventId(), each.subscriber()),
                each.topic(),
                List.of(
                        Fact.text("subscriber", each.subscriber()),
                        Fact.text("attempts", each.attempts()),
                        Fact.moment("since", each.firstSeen())));
    }

    private static DeadLetter letter(InboxTable.Letter letter) {
        return new DeadLetter(
                letter.subscriber(),
                letter.eventId(),
                letter.topic(),
                letter.attempts(),
                letter.lastError(),
                letter.firstSeen());
    }

    private static String id(String eventId, String subscriber) {
        return eventId + "." + subscriber;
    }

    private static String[] parts(String id) {
        String[] parts = id.split("\\.", 2);
        if (parts.length < 2 || !Ids.isId(parts[0])) {
            throw ProblemException.notFound();
        }
        return parts;
    }
}
