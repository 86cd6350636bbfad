package org.cunlu.kernel.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class ModuleMigrationsTest {
    private static final int INSTANCES = 3;

    @Test
    void instancesThatStartTogetherOnAnEmptyDatabaseMigrateItOnce() throws Exception {
        Map<String, Object> properties = new LinkedHashMap<>(TestServers.bare("migrations", Server.DATABASE));
        var start = new CyclicBarrier(INSTANCES);
        try (var threads = Executors.newFixedThreadPool(INSTANCES)) {
            var starting = new ArrayList<Future<ApplicationContext>>();
            for (int i = 0; i < INSTANCES; i++) {
                starting.add(threads.submit(() -> {
                    start.await();
                    return ApplicationContext.run(properties, "test");
                }));
            }
            for (Future<ApplicationContext> one : starting) {
                try (var instance = one.get()) {
                    var sql = instance.getBean(Sql.class);
                    assertThat(sql.list(
                                    "SELECT version FROM flyway_kernel WHERE success = 1 AND type = 'SQL'",
                                    row -> row.string("version")))
                            .doesNotHaveDuplicates()
                            .contains("1");
                    assertThat(sql.one("SELECT COUNT(*) AS n FROM ker_clock", row -> row.number("n")))
                            .contains(1L);
                }
            }
        }
    }
}
