package org.cunlu.bench.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabaseTest {
    @Test
    void takesTheDriverSettingsOfTheApp() {
        var settings = Database.settings();
        assertThat(settings).containsEntry("useServerPrepStmts", "true").containsEntry("cachePrepStmts", "true");
        assertThat(settings).containsEntry("socketTimeout", "60000");
        assertThat(settings.getProperty("sessionVariables")).contains("STRICT_TRANS_TABLES");
        assertThat(settings.values()).noneMatch(value -> value.toString().contains("${"));
    }
}
