package org.cunlu.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.devstack.DevstackOptions.Choice;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** All four servers, one after another stopped, killed, wiped; the last test starts the whole again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DevstackTest {
    @TempDir
    static Path folder;

    private static final List<Progress> STEPS = Collections.synchronizedList(new ArrayList<>());
    private static Devstack devstack;

    @BeforeAll
    static void start() {
        devstack = Devstack.start(options());
    }

    @AfterAll
    static void close() {
        devstack.close();
    }

    private static DevstackOptions options() {
        return DevstackOptions.in(folder)
                .withChoice(Choice.EMBEDDED)
                .withDatabasePoolMib(64)
                .withProgress(STEPS::add);
    }

    private static Talk talk() {
        return new Talk(devstack.properties());
    }

    @Test
    @Order(1)
    void tellsEachServersProgressAndAddress() {
        for (var server : Server.values()) {
            assertThat(STEPS)
                    .filteredOn(step -> step.server().orElseThrow() == server)
                    .extracting(Progress::stage)
                    .startsWith(Progress.Stage.STARTING)
                    .endsWith(Progress.Stage.READY);
            assertThat(devstack.properties()).containsKeys(server.keys().toArray(String[]::new));
        }
        assertThat(devstack.properties()).containsEntry("cunlu.amqp.queue-type", "classic");
    }

    @Test
    @Order(1)
    void keepsPasswordsWhereOnlyTheOwnerCanRead() throws Exception {
        for (var name : List.of("passwords.properties", "servers.properties", "supervisor.properties")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    @Order(2)
    void returnsWhatNoQueueWants() throws Exception {
        talk().declare("kept", "order.#");
        assertThat(talk().publish("order.placed", "一", "二")).isEmpty();
        assertThat(talk().publish("nobody.cares", "三")).containsExactly("三");
    }

    @Test
    @Order(3)
    void bringsMessagesBackAfterTheBrokerCrashed() throws Exception {
        devstack.kill(Server.BROKER);
        assertThat(devstack.pid(Server.BROKER)).isEmpty();
        devstack.start(Server.BROKER);
        assertThat(talk().drain("kept")).containsExactly("一", "二");
    }

    @Test
    @Order(4)
    void wipesOneServerOnItsPort() throws Exception {
        talk().publish("order.placed", "lost");
        var before = devstack.properties();
        devstack.wipe(Server.BROKER);
        assertThat(devstack.properties()).isEqualTo(before);
        assertThatThrownBy(() -> talk().drain("kept")).isInstanceOf(java.io.IOException.class);
    }

    @Test
    @Order(4)
    void bringsCommittedRowsBackAfterTheDatabaseCrashed() throws Exception {
        talk().sql("CREATE TABLE t (name VARCHAR(20) NOT NULL)", "INSERT INTO t VALUES ('忠橙')");
        devstack.kill(Server.DATABASE);
        devstack.start(Server.DATABASE);
        assertThat(talk().query("SELECT name FROM t")).isEqualTo("忠橙");
    }

    @Test
    @Order(4)
    void behavesAsTheProductionDatabase() throws Exception {
        assertThat(talk().query("SELECT @@transaction_isolation")).isEqualTo("READ-COMMITTED");
        assertThat(talk().query("SELECT @@innodb_flush_log_at_trx_commit")).isEqualTo("1");
        assertThat(talk().query("SELECT @@max_connections")).isEqualTo("300");
        assertThat(talk().query("SELECT @@time_zone")).isEqualTo("+00:00");
        assertThat(talk().query("SELECT default_character_set_name FROM information_schema.schemata"
                        + " WHERE schema_name = 'cunlu'"))
                .isEqualTo("utf8mb4");
        assertThat(talk().query("SELECT 'a' = 'a '")).isEqualTo("0");
    }

    @Test
    @Order(5)
    void refusesASecondOwnerOfTheFolder() {
        assertThatThrownBy(() -> Devstack.start(options()))
                .isInstanceOf(DevstackException.class)
                .hasMessageContaining("running already")
                .hasMessageContaining("pid " + devstack.supervisorPid().orElseThrow());
    }

    @Test
    @Order(6)
    void keepsAllDataOverARestart() throws Exception {
        talk().declare("kept", "order.#");
        talk().publish("order.placed", "四");
        talk().redis("SET fruit orange");
        assertThat(talk().search("PUT", "/goods/_doc/1?refresh=true", "{\"name\":\"忠 橙\"}"))
                .isEqualTo(201);
        var pids = Stream.of(Server.values())
                .map(server -> devstack.pid(server).orElseThrow())
                .toList();

        devstack.close();
        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        devstack = Devstack.start(options());

        assertThat(talk().query("SELECT name FROM t")).isEqualTo("忠橙");
        assertThat(talk().drain("kept")).containsExactly("四");
        assertThat(talk().redis("GET fruit")).isEqualTo("orange");
        assertThat(talk().searchBody("/goods/_search?q=name:橙")).contains("忠 橙");
    }
}
