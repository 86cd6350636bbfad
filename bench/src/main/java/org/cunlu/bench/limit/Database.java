package org.cunlu.bench.limit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.cunlu.bench.calling.BrokenOff;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The app's own database, by the app's own driver with the app's own settings. */
public record Database(String url, String user, String password) {
    private static final String SETTINGS = "cunlu-defaults.yml";
    /** {@code ${name:default}} */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^:}]+:([^}]*)}");

    public Connection connect() {
        var properties = settings();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        try {
            Connection connection = DriverManager.getConnection(url, properties);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            return connection;
        } catch (SQLException e) {
            throw new BrokenOff("连不上数据库 · The database cannot be reached: " + e.getMessage(), e);
        }
    }

    /** @return which engine it is; a figure of one is no figure of the other */
    public String engine() {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var version = statement.executeQuery("SELECT VERSION(), @@innodb_flush_log_at_trx_commit")) {
            version.next();
            return version.getString(1) + ", innodb_flush_log_at_trx_commit=" + version.getString(2);
        } catch (SQLException e) {
            throw new BrokenOff("数据库不答 · The database does not answer: " + e.getMessage(), e);
        }
    }

    /** @return what the app gives the driver, read where the app reads it, so that both sides are always alike */
    static Properties settings() {
        try (var file = Database.class.getClassLoader().getResourceAsStream(SETTINGS)) {
            if (file == null) {
                throw new IllegalStateException(SETTINGS + " is not on the class path");
            }
            Object settings = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            for (String step : new String[] {"datasources", "default", "data-source-properties"}) {
                settings = ((Map<?, ?>) settings).get(step);
            }
            var properties = new Properties();
            ((Map<?, ?>) settings)
                    .forEach((name, value) -> properties.setProperty(
                            name.toString(),
                            PLACEHOLDER.matcher(value.toString()).replaceAll("$1")));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return url;
    }
}
