package org.cunlu.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestServersTest {
    @Test
    void givesEachCallerADatabaseOfItsOwn() throws SQLException {
        var first = TestServers.properties("first", Server.DATABASE);
        var second = TestServers.properties("second", Server.DATABASE);
        try (var one = connect(first);
                var other = connect(second)) {
            one.createStatement().execute("CREATE TABLE t (name VARCHAR(20)) CHARACTER SET utf8mb4");
            one.createStatement().execute("INSERT INTO t VALUES ('忠橙')");
            assertThat(other.getMetaData()
                            .getTables(other.getCatalog(), null, "t", null)
                            .next())
                    .isFalse();
            assertThat(one.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    private static Connection connect(Map<String, String> properties) throws SQLException {
        return DriverManager.getConnection(
                properties.get("cunlu.db.url"), properties.get("cunlu.db.user"), properties.get("cunlu.db.password"));
    }
}
