package org.cunlu.accounts.webhook;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.cunlu.accounts.webhook.DeliveryTable.Attempt;
import org.cunlu.accounts.webhook.DeliveryTable.Delivery;

/** What is asked and shown of webhooks, for the county as for a shop. */
final class Views {
    private Views() {}

    /** @param facts such as {@code order.paid} */
    @Serdeable
    record NewWebhook(
            @NotBlank @Size(max = 500) String url,
            @NotEmpty @Size(max = 20) List<@NotBlank @Size(max = 40) String> facts) {}

    /**
     * @param version the one that was seen
     * @param url null to leave it @param facts the same @param live whether it is told; null to leave it
     */
    @Serdeable
    record Changed(
            @Positive int version,
            @Nullable @Size(max = 500) String url,
            @Nullable @Size(max = 20) List<@NotBlank @Size(max = 40) String> facts,
            @Nullable Boolean live) {
        Keeping.Change change() {
            return new Keeping.Change(url, facts, live);
        }
    }

    /** @param version the one that was seen */
    @Serdeable
    record Rotation(@Positive int version) {}

    /** @param previousUntil until when the secret before the last rotation signs too */
    @Serdeable
    record Shown(
            String id,
            @Nullable String shop,
            String url,
            List<String> facts,
            Webhook.State state,
            int version,
            @Nullable Instant failingSince,
            int failures,
            @Nullable Instant previousUntil,
            Instant madeAt,
            String madeBy) {
        static Shown of(Webhook webhook) {
            return new Shown(
                    webhook.webhookId(),
                    webhook.shop(),
                    webhook.url(),
                    webhook.facts(),
                    webhook.state(),
                    webhook.version(),
                    webhook.failingSince(),
                    webhook.failures(),
                    webhook.previousUntil(),
                    webhook.madeAt(),
                    webhook.madeBy());
        }
    }

    /** @param secret by which it knows us; shown this once */
    @Serdeable
    record MadeWebhook(Shown webhook, String secret) {
        static MadeWebhook of(Keeping.Made made) {
            return new MadeWebhook(Shown.of(made.webhook()), made.secret());
        }

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
            DeliveryTable.State state,
            int attempts,
            Instant toldAt,
            @Nullable Instant endedAt) {
        static Told of(Delivery delivery) {
            return new Told(
                    delivery.deliveryId(),
                    delivery.eventId(),
                    delivery.fact(),
                    delivery.body(),
                    delivery.replayOf(),
                    delivery.state(),
                    delivery.attempts(),
                    delivery.toldAt(),
                    delivery.endedAt());
        }
    }

    /** A delivery that was made by hand. */
    @Serdeable
    record Queued(String deliveryId) {}

    @Serdeable
    record Attempts(List<Attempt> items) {}
}
