package org.cunlu.orders.ledger;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.orders.ClaimWindows;

/**
 * Windows for claims by configuration. Seven days are what buyers from afar have by law (消费者权益保护法 25); a county may set
 * shorter ones for what spoils.
 */
@Singleton
class Windows implements ClaimWindows {
    private final Duration usual;
    private final Map<String, Duration> byCategory;

    /** @param some such as {@code FRUIT=48h} */
    Windows(
            @Value("${cunlu.orders.claim-window:7d}") Duration usual,
            @Value("${cunlu.orders.claim-windows:}") List<String> some) {
        this.usual = usual;
        this.byCategory = some.stream()
                .filter(each -> !each.isBlank())
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0].strip(), each -> Duration.parse("PT" + each[1].strip())));
    }

    @Override
    public Duration of(@Nullable String category) {
        return category == null ? usual : byCategory.getOrDefault(category, usual);
    }
}
