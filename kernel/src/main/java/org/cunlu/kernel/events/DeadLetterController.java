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
import org.cunlu.kernel.paging.Page;

/** Dead letters for the county operator: which there are, and "try this one again". */
@Controller("/api/county/dead-letters")
@Secured("COUNTY_OPERATOR")
@ExecuteOn(TaskExecutors.BLOCKING)
class DeadLetterController {
    private final DeadLetters letters;

    DeadLetterController(DeadLetters letters) {
        this.letters = letters;
    }

    /** Oldest first. @param cursor {@code next} of the page before */
    @Get
    Page<DeadLetter> list(@Nullable @QueryValue String cursor, @Nullable @QueryValue Integer limit) {
        return letters.list(cursor, limit);
    }

    /** Gives the event to the subscriber again, with all its attempts, from the outbox. */
    @Post("/{subscriber}/{eventId}/replay")
    HttpResponse<?> replay(Caller caller, String subscriber, String eventId) {
        letters.replay(caller, subscriber, eventId);
        return HttpResponse.accepted();
    }
}
