package org.cunlu.kernel.db;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;

/** Tells whoever measures how many statements this process sends. */
@Singleton
class SqlMeter {
    private final Sql sql;
    private final BeanProvider<MeterRegistry> meters;

    SqlMeter(Sql sql, BeanProvider<MeterRegistry> meters) {
        this.sql = sql;
        this.meters = meters;
    }

    // Not earlier: the pool's own meters need the registry, and statements need the pool.
    @EventListener
    void start(StartupEvent started) {
        meters.ifPresent(registry -> FunctionCounter.builder("cunlu.sql.statements", sql, Sql::sent)
                .description("Statements sent to the database, those that begin and end transactions not counted")
                .register(registry));
    }
}
