package org.cunlu.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.cunlu.devstack.DevstackOptions.Choice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in the way is named, with what to do about it. */
class RefusalTest {
    @TempDir
    Path folder;

    private DevstackOptions only(Server server) {
        return DevstackOptions.in(folder).withChoice(Choice.EMBEDDED).withServers(server);
    }

    @Test
    void namesAPortThatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Devstack.start(only(Server.CACHE).withPort(Server.CACHE, taken.getLocalPort())))
                    .isInstanceOf(DevstackException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is taken")
                    .hasMessageContaining("--redis-port");
        }
        assertThat(folder.resolve("supervisor.properties")).doesNotExist();
    }

    @Test
    void takesAGivenPortThatIsFree() throws Exception {
        int free;
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = probe.getLocalPort();
        }
        try (var devstack = Devstack.start(only(Server.CACHE).withPort(Server.CACHE, free))) {
            assertThat(devstack.properties().get("cunlu.redis.uri")).contains(":" + free + "/");
        }
    }

    @Test
    void namesAFolderThatCannotBeWritten() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "in the way");
        assertThatThrownBy(() -> Devstack.start(DevstackOptions.in(file.resolve("servers"))))
                .isInstanceOf(DevstackException.class)
                .hasMessageContaining("Cannot write to the folder " + file.resolve("servers"));
    }

    @Test
    void showsTheLogOfAServerThatIsLate() {
        assertThatThrownBy(() -> Devstack.start(only(Server.SEARCH).withStartWithin(Duration.ofMillis(1))))
                .isInstanceOf(DevstackException.class)
                .hasMessageContaining("not ready within")
                .hasMessageContaining("es.log");
    }

    @Test
    void showsTheLogOfAServerThatEndsAtOnce() throws Exception {
        Files.createDirectories(folder.resolve("mariadb/data"));
        assertThatThrownBy(() -> Devstack.start(only(Server.DATABASE)))
                .isInstanceOf(DevstackException.class)
                .hasMessageContaining("ended while it started")
                .hasMessageContaining("[ERROR]")
                .hasMessageContaining("--fresh");
    }

    @Test
    void namesTheVariablesOfServersThatAreNotConfigured() {
        assertThatThrownBy(() -> Devstack.start(DevstackOptions.in(folder).withChoice(Choice.EXTERNAL)))
                .isInstanceOf(DevstackException.class)
                .hasMessageContaining("CUNLU_AMQP_URI, CUNLU_DB_PASSWORD, CUNLU_DB_URL, CUNLU_DB_USER");
    }
}
