package org.cunlu.app.command;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which servers a command works with. */
final class Servers {
    private Servers() {}

    /** @return those named by the environment, else those of the app that runs from this checkout */
    static Optional<Map<String, String>> named() {
        var external = Configuration.serversFromEnvironment();
        if (external.isPresent()) {
            var configuration = new HashMap<>(external.get());
            // Secrets and switches of the environment reach the app by their own variables; those of this checkout fill
            // in.
            Home.here().secretsIfAny().forEach((key, value) -> {
                if (Configuration.fromEnvironment(key).isEmpty()) {
                    configuration.put(key, value);
                }
            });
            return Optional.of(configuration);
        }
        return Home.here().running().map(HashMap::new);
    }

    /** A connection to the database that is configured, for one command alone, who closes it. */
    static Connection database(Map<String, String> configuration) throws SQLException {
        return DriverManager.getConnection(
                configuration.get("cunlu.db.url"),
                configuration.get("cunlu.db.user"),
                configuration.get("cunlu.db.password"));
    }

    static CommandFailure noneNamed() {
        return new CommandFailure("没有正在运行的服务：先运行 ./cunlu up，或设置 CUNLU_DB_URL 等环境变量"
                + " · Nothing runs here: start ./cunlu up first, or set CUNLU_DB_URL and the other CUNLU_* variables");
    }
}
