package org.cunlu.kernel.events;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Dead letters for the county operator: which there are, and "try this one again". */
@Controller("/api/county/dead-letters")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
class DeadLetterController {
    private final InboxTable inbox;
    private final OutboxTable outbox;
    private final Transactions transactions;
    private final Trail trail;

    DeadLetterController(InboxTable inbox, OutboxTable outbox, Transactions transactions, Trail trail) {
        this.inbox = inbox;
        this.outbox = outbox;
        this.transactions = transactions;
        this.trail = trail;
    }

    /** Oldest first. @param cursor {@code next} of the page before */
    @Get
    Page<DeadLetter> list(@Nullable @QueryValue String cursor, @Nullable @QueryValue Integer limit) {
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
                .map(letter -> new DeadLetter(
                        letter.subscriber(),
                        letter.eventId(),
                        letter.topic(),
                        letter.attempts(),
                        letter.lastError(),
                        letter.firstSeen()))
                .toList();
        return Page.of(letters, size, letter -> letter.eventId() + "." + letter.subscriber());
    }

    /** Gives the event to the subscriber again, with all its attempts, from the outbox. */
    @Post("/{subscriber}/{eventId}/replay")
    HttpResponse<?> replay(Caller caller, String subscriber, String eventId) {
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
        return HttpResponse.accepted();
    }
}
