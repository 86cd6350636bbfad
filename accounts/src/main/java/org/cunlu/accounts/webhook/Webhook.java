package org.cunlu.accounts.webhook;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.cunlu.accounts.WebhookDesk.State;

/**
 * An address that is told of facts.
 * @param shop whose facts; null for those of the whole county
 * @param failures tries that failed since the last that did not
 * @param version counts its changes
 * @param madeBy who answers for it: who made it, or switched it on again since
 */
record Webhook(
        String webhookId,
        String county,
        @Nullable String shop,
        String url,
        List<String> facts,
        State state,
        int version,
        @Nullable Instant failingSince,
        int failures,
        @Nullable Instant previousUntil,
        Instant madeAt,
        String madeBy) {
    Webhook {
        facts = List.copyOf(facts);
    }

    /** Whose it is. @param shop null for the county's own */
    record Owner(String county, @Nullable String shop) {}

    Owner owner() {
        return new Owner(county, shop);
    }

    /** @return for the trail: no secret is in it */
    String words() {
        return url + ", " + facts + ", " + state + ", version " + version;
    }
}
