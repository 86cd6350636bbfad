package org.cunlu.accounts.webhook;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;
import org.cunlu.kernel.privacy.SealedColumn;

/** What must be true of webhooks at any time, and what is sealed among them. */
@Factory
class WebhookInvariants {
    @Singleton
    @Named("webhook deliveries")
    Invariant deliveries() {
        return new SqlInvariant(
                "webhook deliveries have their tries and their ends",
                "SELECT COUNT(*) FROM acc_webhook_delivery",
                "SELECT d.delivery_id FROM acc_webhook_delivery d WHERE"
                        + " (d.ended_at IS NULL) <> (d.state IN ('WAITING', 'SENDING'))"
                        + " OR (d.claimed_by IS NULL) = (d.state = 'SENDING')"
                        + " OR d.attempts <> (SELECT COUNT(*) FROM acc_webhook_attempt a"
                        + " WHERE a.delivery_id = d.delivery_id)"
                        + " OR (d.state = 'DELIVERED') <> EXISTS (SELECT 1 FROM acc_webhook_attempt a"
                        + " WHERE a.delivery_id = d.delivery_id AND a.status BETWEEN 200 AND 299)"
                        + " OR NOT EXISTS (SELECT 1 FROM acc_webhook w WHERE w.webhook_id = d.webhook_id)");
    }

    @Singleton
    @Named("webhooks in the trail")
    Invariant trail() {
        return new SqlInvariant(
                "webhooks have their rows in the trail",
                "SELECT COUNT(*) FROM acc_webhook",
                "SELECT w.webhook_id FROM acc_webhook w WHERE w.version <> (SELECT COUNT(*) FROM ker_trail t"
                        + " WHERE t.subject = w.webhook_id AND t.act IN ('accounts.webhook', 'accounts.webhook.change',"
                        + " 'accounts.webhook.rotate', 'accounts.webhook.broken'))");
    }

    @Singleton
    @Named("acc_webhook.secret")
    SealedColumn secret() {
        return new SealedColumn("acc_webhook", "webhook_id", "secret_sealed", WebhookTable.SECRET);
    }

    @Singleton
    @Named("acc_webhook.previous")
    SealedColumn previous() {
        return new SealedColumn("acc_webhook", "webhook_id", "previous_sealed", WebhookTable.SECRET);
    }
}
