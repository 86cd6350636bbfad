package org.cunlu.accounts;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** Outside systems that are told what happens in the operator's county. Another county's are as if they were not there. */
public interface WebhookDesk {
    /** Acts that ask for a fresh second factor. */
    String MAKE = "accounts.webhook";

    String CHANGE = "accounts.webhook.change";
    String ROTATE = "accounts.webhook.rotate";
    int URL_MAX = 500;

    /** Whether a webhook is told. */
    enum State {
        LIVE,
        /** By its owner. */
        OFF,
        /** Nobody was there for long, or who answers for it has no right to it any more. */
        BROKEN,
        REMOVED
    }

    /** How far a delivery is. */
    enum Telling {
        WAITING,
        SENDING,
        DELIVERED,
        GIVEN_UP
    }

    /** @param previousUntil until when the secret before the last rotation signs too */
    @Serdeable
    record Shown(
            String id,
            @Nullable String shop,
            String url,
            List<String> facts,
            State state,
            int version,
            @Nullable Instant failingSince,
            int failures,
            @Nullable Instant previousUntil,
            Instant madeAt,
            String madeBy) {}

    /** @param secret by which it knows us; shown this once */
    @Serdeable
    record MadeWebhook(Shown webhook, String secret) {
        /** Hides the secret from logs. */
        @Override
        public String toString() {
            return "MadeWebhook[" + webhook.id() + "]";
        }
    }

    /** @param eventId as the header {@code webhook-id} has it @param body as it is posted */
    @Serdeable
    record Told(
            String id,
            String eventId,
            String fact,
            String body,
            @Nullable String replayOf,
            Telling state,
            int attempts,
            Instant toldAt,
            @Nullable Instant endedAt) {}

    /** @param status null when nothing was answered @param why null when something was */
    @Serdeable
    record Attempt(
            int attempt,
            Instant at,
            int millis,
            @Nullable Integer status,
            @Nullable String why) {}

    /** @param url null to leave it @param facts the same @param live whether it is told; null to leave it */
    record Change(
            @Nullable String url,
            @Nullable List<String> facts,
            @Nullable Boolean live) {}

    /** @return all that the county can be told, in the order of their names */
    Set<String> facts(Caller operator);

    Page<Shown> list(Caller operator, @Nullable String cursor, @Nullable Integer limit);

    /** @throws org.cunlu.kernel.problem.ProblemException 404 */
    Shown one(Caller operator, String id);

    /**
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code webhook-url-invalid}, {@code webhook-fact-unknown}; 409 {@code
     *     webhook-exists}, {@code webhooks-too-many}
     */
    MadeWebhook make(Caller operator, String url, List<String> facts);

    /** @param version the one that was seen @throws org.cunlu.kernel.problem.ProblemException 404; 409 {@code webhook-changed-meanwhile}, {@code webhook-exists} */
    Shown change(Caller operator, String id, int version, Change change);

    /** Repeating it changes nothing. What waits for it is told no more. */
    void remove(Caller operator, String id);

    /** The old secret signs beside the new one for 24 hours. @param version the one that was seen */
    MadeWebhook rotate(Caller operator, String id, int version);

    /** @return the delivery's id @throws org.cunlu.kernel.problem.ProblemException 404; 429 {@code too-many-pings} */
    String ping(Caller operator, String id);

    /** What it was told, the latest first. */
    Page<Told> deliveries(
            Caller operator, String id, @Nullable Telling state, @Nullable String cursor, @Nullable Integer limit);

    List<Attempt> attempts(Caller operator, String id, String deliveryId);

    /** Tells the same once more, under the same id. @return the new delivery's id @throws org.cunlu.kernel.problem.ProblemException 404; 409 {@code webhook-delivery-waits} */
    String replay(Caller operator, String id, String deliveryId);
}
