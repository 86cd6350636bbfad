package org.cunlu.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.SealedColumn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The command in a process of its own, beside an instance that runs on; and whether rotation finds all that is sealed. */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysCommandTest {
    private final Map<String, String> servers = servers();
    private ApplicationContext running;

    @BeforeAll
    void start() {
        running = Running.quietly(servers);
    }

    @AfterAll
    void stop() {
        running.close();
    }

    @Test
    void everySealedColumnOfTheSchemaIsFoundByItsPrimaryKey() {
        List<String> inSchema = running.getBean(Sql.class)
                .list(
                        "SELECT CONCAT(c.TABLE_NAME, '.', c.COLUMN_NAME, ' by ', GROUP_CONCAT(k.COLUMN_NAME)) AS what"
                                + " FROM information_schema.COLUMNS c JOIN information_schema.KEY_COLUMN_USAGE k"
                                + " ON k.TABLE_SCHEMA = c.TABLE_SCHEMA AND k.TABLE_NAME = c.TABLE_NAME"
                                + " AND k.CONSTRAINT_NAME = 'PRIMARY'"
                                + " WHERE c.TABLE_SCHEMA = DATABASE() AND c.COLUMN_NAME LIKE '%\\_sealed'"
                                + " GROUP BY c.TABLE_NAME, c.COLUMN_NAME",
                        row -> row.string("what"));
        List<String> known = running.getBeansOfType(SealedColumn.class).stream()
                .map(column -> column.title() + " by " + column.key())
                .toList();
        assertThat(inSchema).contains("acc_account.phone_sealed by account_id");
        assertThat(known).containsExactlyInAnyOrderElementsOf(inSchema);
    }

    @Test
    void rotatesBesideARunningInstanceAndRewrapsOnlyWithTheKeyBefore() throws Exception {
        var accounts = running.getBean(Accounts.class);
        String account = accounts.register("13800001234", "kx93-mrt 忠橙", "张三丰");

        Ran rotated = run("keys", "rotate");
        assertThat(rotated.status()).as(rotated.out()).isZero();
        assertThat(rotated.out()).containsPattern("acc_account.phone_sealed +1\n");
        Ran listed = run("keys", "list");
        assertThat(listed.out()).contains("1  RETIRED", "2  ACTIVE").doesNotContain("not opened");
        assertThat(accounts.byPhone("13800001234")).contains(account);
        assertThat(accounts.person(account).orElseThrow().name()).isEqualTo("张三丰");

        Ran refused = run("keys", "rewrap");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.out()).contains("cunlu.secrets.field-key-before");
    }

    /** @param out standard output and error together */
    private record Ran(int status, String out) {}

    private Ran run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.cunlu.app.Cunlu"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        servers.forEach((key, value) -> builder.environment().put(Configuration.variable(key), value));
        var process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), out);
    }

    private static Map<String, String> servers() {
        var servers = new HashMap<>(TestServers.properties("keys-command", Server.DATABASE));
        // Named, since a command asks for all, and not used by this one.
        servers.putIfAbsent("cunlu.redis.uri", "redis://127.0.0.1:1");
        servers.putIfAbsent("cunlu.amqp.uri", "amqp://127.0.0.1:1");
        servers.putIfAbsent("cunlu.es.url", "http://127.0.0.1:1");
        servers.remove("micronaut.server.port");
        return servers;
    }
}
