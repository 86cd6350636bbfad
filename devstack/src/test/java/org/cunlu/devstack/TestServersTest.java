package org.cunlu.devstack;

import static org.assertj.core.api.Assertions.assertThat;

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
