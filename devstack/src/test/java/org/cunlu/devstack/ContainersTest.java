package org.cunlu.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.cunlu.devstack.DevstackOptions.Choice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The same servers from images; runs where containers are asked for, since it needs a Docker engine. */
class ContainersTest {
    @TempDir
    Path folder;

    private DevstackOptions options() {
        return DevstackOptions.in(folder).withChoice(Choice.CONTAINERS).withStartWithin(Duration.ofMinutes(3));
    }

    @Test
    @EnabledIf("askedFor")
    void serveAsTheEmbeddedOnesDo() throws Exception {
        try (var devstack = Devstack.start(options())) {
            var talk = new Talk(devstack.properties());
            assertThat(devstack.properties()).containsEntry("cunlu.amqp.queue-type", "quorum");
            assertThat(talk.query("SELECT @@transaction_isolation")).isEqualTo("READ-COMMITTED");
            assertThat(talk.redis("SELECT 1000")).isEqualTo("+OK");
            assertThat(talk.search("PUT", "/goods/_doc/1?refresh=true", "{\"name\":\"忠 橙\"}"))
                    .isEqualTo(201);

            talk.declare("kept", "order.#");
            assertThat(talk.publish("order.placed", "一")).isEmpty();
            assertThat(talk.publish("nobody.cares", "二")).containsExactly("二");
            devstack.kill(Server.BROKER);
            devstack.start(Server.BROKER);
            assertThat(talk.drain("kept")).containsExactly("一");
            devstack.wipe(Server.BROKER);
            assertThatThrownBy(() -> talk.drain("kept")).hasStackTraceContaining("no queue 'kept'");
        }
    }

    static boolean askedFor() {
        return Configuration.containersAskedFor();
    }
}
