package org.cunlu.accounts.webhook;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.accounts.WebhookDesk;
import org.cunlu.accounts.WebhookDesk.Attempt;
import org.cunlu.accounts.WebhookDesk.Change;
import org.cunlu.accounts.WebhookDesk.MadeWebhook;
import org.cunlu.accounts.WebhookDesk.Shown;
import org.cunlu.accounts.WebhookDesk.Told;
import org.cunlu.accounts.webhook.DeliveryTable.Delivery;

/** What is asked and shown of webhooks, for the county as for a shop. */
final class Views {
    private Views() {}

    /** @param facts such as {@code order.paid} */
    @Serdeable
    record NewWebhook(
            @NotBlank @Size(max = WebhookDesk.URL_MAX) String url,
            @NotEmpty @Size(max = 20) List<@NotBlank @Size(max = 40) String> facts) {}

    /**
     * @param version the one that was seen
     * @param url null to leave it @param facts the same @param live whether it is told; null to leave it
     */
    @Serdeable
    record Changed(
            @Positive int version,
            @Nullable @Size(max = WebhookDesk.URL_MAX) String url,
            @Nullable @Size(max = 20) List<@NotBlank @Size(max = 40) String> facts,
            @Nullable Boolean live) {
        Change change() {
            return new Change(url, facts, live);
        }
    }

    /** @param version the one that was seen */
    @Serdeable
    record Rotation(@Positive int version) {}

    static Shown shown(Webhook webhook) {
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

    static MadeWebhook made(Keeping.Made made) {
        return new MadeWebhook(shown(made.webhook()), made.secret());
    }

    static Told told(Delivery delivery) {
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

    /** A delivery that was made by hand. */
    @Serdeable
    record Queued(String deliveryId) {}

    @Serdeable
    record Attempts(List<Attempt> items) {}
}
