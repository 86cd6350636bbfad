package org.cunlu.accounts.webhook;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;
import org.cunlu.kernel.http.Network;

/**
 * @param allowedNetworks private networks that may be called all the same, such as a county's own; none unless it says so
 * @param plainHttp whether an address may be without TLS, for such networks
 * @param patience how long one call may take in all
 * @param brokenAfter how long every call must have failed before a webhook is switched off
 * @param each how many webhooks a shop, or a county for itself, may have
 */
@ConfigurationProperties("cunlu.webhooks")
record WebhookSettings(
        @Nullable List<String> allowedNetworks,
        @Bindable(defaultValue = "false") boolean plainHttp,
        @Bindable(defaultValue = "8s") Duration patience,
        @Bindable(defaultValue = "3d") Duration brokenAfter,
        @Bindable(defaultValue = "10") int each) {
    WebhookSettings {
        allowedNetworks = allowedNetworks == null ? List.of() : List.copyOf(allowedNetworks);
        if (patience.isNegative() || patience.isZero() || patience.compareTo(Duration.ofSeconds(15)) > 0) {
            throw new IllegalArgumentException("cunlu.webhooks.patience is not within 15 s: " + patience);
        }
        if (brokenAfter.isNegative() || each < 1) {
            throw new IllegalArgumentException("cunlu.webhooks is below its least: " + brokenAfter + ", " + each);
        }
    }

    List<Network> networks() {
        return allowedNetworks.stream().map(Network::of).toList();
    }
}
