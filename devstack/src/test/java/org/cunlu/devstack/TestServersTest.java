package org.cunlu.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class TestServersTest {
    @Test
    void givesEachCallerARoomOfItsOwn() throws Exception {
        var first = new Talk(TestServers.properties("first", Server.DATABASE, Server.CACHE));
        var second = new Talk(TestServers.properties("second", Server.DATABASE, Server.CACHE));
        first.sql("CREATE TABLE t (name VARCHAR(20) NOT NULL)");
        assertThat(second.query("SHOW TABLES")).isNull();
        first.redis("SET fruit orange");
        assertThat(second.redis("GET fruit")).isEqualTo("$-1");
        assertThat(first.redis("GET fruit")).isEqualTo("orange");
    }

    @Test
    void servesAllProcessesOfABuildByOneSetOfServers() throws Exception {
        var here = TestServers.properties("here", Server.DATABASE).get("cunlu.db.url");
        var other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of("target/classes").toAbsolutePath()
                                + File.pathSeparator
                                + Path.of("target/test-classes").toAbsolutePath(),
                        OtherProcess.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var there = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(portOf(there)).isEqualTo(portOf(here));
        assertThat(there).contains("/cunlu_there_").isNotEqualTo(here);
        // The room of a process that has ended is given up.
        var room = there.replaceAll(".*/(cunlu_there_[0-9a-f]+).*", "$1");
        var talk = new Talk(TestServers.properties("look", Server.DATABASE));
        for (int i = 0; i < 100 && talk.query("SHOW DATABASES LIKE '" + room + "'") != null; i++) {
            Thread.sleep(50);
        }
        assertThat(talk.query("SHOW DATABASES LIKE '" + room + "'")).isNull();
    }

    private static int portOf(String url) {
        return URI.create(url.substring("jdbc:".length())).getPort();
    }

    @Test
    void givesTheKeysThatAnApplicationNeeds() {
        var properties = TestServers.properties("keys", Server.DATABASE);
        assertThat(properties)
                .containsEntry("cunlu.demo", "true")
                .containsEntry("micronaut.server.port", "-1")
                .doesNotContainKeys("cunlu.es.url", "cunlu.amqp.uri");
        assertThat(Base64.getDecoder().decode(properties.get("cunlu.secrets.field-key")))
                .hasSize(32);
        assertThat(properties.get("cunlu.secrets.field-key")).isNotEqualTo(properties.get("cunlu.secrets.index-key"));
    }
}
