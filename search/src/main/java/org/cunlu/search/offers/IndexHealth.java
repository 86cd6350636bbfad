package org.cunlu.search.offers;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Says who answers searches. Always up: without the index the database answers, so nobody need be sent elsewhere. */
@Singleton
class IndexHealth implements HealthIndicator {
    private final Gate gate;

    IndexHealth(Gate gate) {
        this.gate = gate;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.fromSupplier(() -> HealthResult.builder("search", HealthStatus.UP)
                .details(Map.of("answersFrom", gate.isOpen() ? "INDEX" : "DATABASE"))
                .build());
    }
}
