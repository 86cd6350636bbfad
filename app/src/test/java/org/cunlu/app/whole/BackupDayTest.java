package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.SmallNetwork.STATION1;

import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.cunlu.app.whole.SmallCounty.Parcel;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.backup.Backup;
import org.cunlu.kernel.backup.Restore;
import org.cunlu.kernel.trail.TrailSeals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rehearsal: a county that is at work is dumped, and what comes back is a county whose every account agrees. */
@Tag("servers")
class BackupDayTest {
    @TempDir
    private Path folder;

    @Test
    void aBackupTakenWhilePeopleBuyComesBackAsACountyWhoseAuditIsClean() throws Exception {
        var county = SmallCounty.open();
        county.nextMorning();
        var stop = new AtomicBoolean();
        var failed = new AtomicReference<Throwable>();
        var bought = new CopyOnWriteArrayList<Parcel>();
        var buyers = Thread.ofPlatform().start(() -> {
            try {
                while (!stop.get()) {
                    bought.add(county.bought(county.buyer(), STATION1, "ONLINE"));
                    county.nextMorning();
                }
            } catch (Throwable thrown) {
                failed.set(thrown);
            }
        });
        Path file = folder.resolve("county.zip");
        long rows;
        try (var source = connection(county, county.setting("cunlu.db.url"))) {
            rows = new Backup(source, Clock.systemUTC()).write(file).rows();
        } finally {
            stop.set(true);
            buyers.join();
            // Else they ride in other tests' buses.
            bought.forEach(county::cancel);
        }
        assertThat(failed.get()).isNull();

        var empty = TestServers.bare("restored", Server.DATABASE, Server.CACHE, Server.BROKER);
        try (var target = connection(county, empty.get("cunlu.db.url"))) {
            assertThat(new Restore(target).from(file).rows()).isEqualTo(rows);
        }
        try (var context = ApplicationContext.run(quiet(empty))) {
            context.getBean(TrailSeals.class).sealAll();
            // Without an index nothing is said of it: it is made anew from the database.
            assertThat(context.getBean(Auditor.class).run())
                    .hasSizeGreaterThan(50)
                    .allSatisfy(row ->
                            assertThat(row.violations()).as(row.toString()).isZero());
        }
        county.audited();
    }

    private static Map<String, Object> quiet(Map<String, String> room) {
        var configuration = new HashMap<String, Object>(room);
        configuration.put("cunlu.consumers.enabled", "false");
        configuration.put("cunlu.schedulers.enabled", "false");
        return configuration;
    }

    private static Connection connection(SmallCounty county, String url) throws SQLException {
        return DriverManager.getConnection(url, county.setting("cunlu.db.user"), county.setting("cunlu.db.password"));
    }
}
