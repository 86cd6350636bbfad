package org.cunlu.kernel.db;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.cunlu.kernel.moment.Halting;
import org.cunlu.kernel.moment.Moment;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings each module's tables up to date before anybody else gets the data source: one location and one history table a
 * module, in the order in which modules may use each other. A module that is not on the class path has no location.
 */
@Singleton
class ModuleMigrations implements BeanCreatedEventListener<DataSource> {
    private static final Moment MIGRATED = Moment.named("starting.migrated");
    private static final Logger LOG = LoggerFactory.getLogger(ModuleMigrations.class);
    private static final List<String> MODULES =
            List.of("kernel", "accounts", "catalog", "logistics", "orders", "search");
    /** Long enough for a rival instance to finish a heavy migration. */
    private static final Duration LOCK_WAIT = Duration.ofMinutes(5);

    private final DataSourceResolver resolver;
    private boolean done;

    /** @param halting there before the first table is made, so that a start can be halted in the middle too; null unless configured */
    ModuleMigrations(DataSourceResolver resolver, @Nullable Halting halting) {
        this.resolver = resolver;
    }

    /** Whichever of the pools is made first; the others are of the same database. */
    @Override
    public synchronized DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        if (done) {
            return event.getBean();
        }
        DataSource source = resolver.resolve(event.getBean());
        try {
            migrate(source);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the database cannot be used: check cunlu.db.url, cunlu.db.user and cunlu.db.password", e);
        }
        done = true;
        return event.getBean();
    }

    private static void migrate(DataSource source) throws SQLException {
        try (Connection guard = source.getConnection()) {
            // Instances that start together go one after the other; Flyway's own lock is per history table only.
            lock(guard);
            try {
                for (String module : MODULES) {
                    migrate(source, module);
                    MIGRATED.reached();
                }
            } finally {
                unlock(guard);
            }
        }
    }

    private static void migrate(DataSource source, String module) {
        String location = "db/migration/" + module;
        if (ModuleMigrations.class.getClassLoader().getResource(location) == null) {
            return;
        }
        var result = Flyway.configure(ModuleMigrations.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:" + location)
                .table("flyway_" + module)
                .baselineOnMigrate(true)
                // The schema holds other modules' tables already; this module's first script still has to run.
                .baselineVersion("0")
                .placeholderReplacement(false)
                .load()
                .migrate();
        if (result.migrationsExecuted > 0) {
            LOG.info("{}: {} migrations, now at {}", module, result.migrationsExecuted, result.targetSchemaVersion);
        }
    }

    private static void lock(Connection guard) throws SQLException {
        Instant deadline = Instant.now().plus(LOCK_WAIT);
        // Lock names are the server's, not the schema's. Asked for in short turns, within the socket's time-out.
        try (var statement =
                guard.prepareStatement("SELECT GET_LOCK(CONCAT('cunlu.', LEFT(SHA2(DATABASE(), 256), 40)), 10)")) {
            do {
                try (var result = statement.executeQuery()) {
                    if (result.next() && result.getInt(1) == 1) {
                        return;
                    }
                }
            } while (Instant.now().isBefore(deadline));
        }
        throw new IllegalStateException("another instance has been migrating for " + LOCK_WAIT);
    }

    private static void unlock(Connection guard) throws SQLException {
        try (var statement = guard.createStatement();
                var result = statement.executeQuery(
                        "SELECT RELEASE_LOCK(CONCAT('cunlu.', LEFT(SHA2(DATABASE(), 256), 40)))")) {
            result.next();
        }
    }
}
