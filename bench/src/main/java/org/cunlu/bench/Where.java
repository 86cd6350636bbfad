package org.cunlu.bench;

import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.limit.Database;
import picocli.CommandLine.Option;

/** Which app, and its database. What is not named is taken from the environment, then from what runs from this checkout. */
final class Where {
    private static final String URL_DEFAULT = "http://127.0.0.1:8080";

    @Option(
            names = "--url",
            description = "应用地址 · the app's address; by default the one that runs here, else " + URL_DEFAULT)
    String url;

    @Option(
            names = "--db-url",
            description = "应用的数据库 · its database, jdbc:mysql://…; by default that of the one that runs here")
    String databaseUrl;

    @Option(names = "--db-user")
    String databaseUser;

    @Option(
            names = "--db-password",
            description = "也可用环境变量 CUNLU_DB_PASSWORD · or by environment variable CUNLU_DB_PASSWORD")
    String databasePassword;

    @Option(names = "--json", description = "结果也写入此文件 · also keep the figures in this file")
    Path json;

    private Properties running;

    Address address() {
        return Address.of(named(url, null, "cunlu.public-url", URL_DEFAULT));
    }

    boolean hasDatabase() {
        return named(databaseUrl, "CUNLU_DB_URL", "cunlu.db.url", null) != null;
    }

    Database database() {
        if (!hasDatabase()) {
            throw new BrokenOff(
                    "请用 --db-url --db-user --db-password 指定数据库 · Name the database by --db-url, --db-user and --db-password");
        }
        return new Database(
                named(databaseUrl, "CUNLU_DB_URL", "cunlu.db.url", null),
                named(databaseUser, "CUNLU_DB_USER", "cunlu.db.user", ""),
                named(databasePassword, "CUNLU_DB_PASSWORD", "cunlu.db.password", ""));
    }

    /** @return of the checkout from which the app runs; null when that is elsewhere */
    @Nullable
    Path launcher() {
        String home = System.getenv("CUNLU_HOME");
        boolean ours = home != null && running().getProperty("cunlu.public-url") != null;
        return ours ? Path.of(home).resolve("cunlu") : null;
    }

    private String named(String option, String variable, String property, String otherwise) {
        if (option != null) {
            return option;
        }
        String environment = variable == null ? null : System.getenv(variable);
        return environment != null ? environment : running().getProperty(property, otherwise);
    }

    /** Where {@code ./cunlu up} leaves what runs from this checkout. When --url names another, its database is not ours. */
    private Properties running() {
        if (running == null) {
            running = new Properties();
            String home = System.getenv("CUNLU_HOME");
            Path file = Path.of(home == null ? "" : home).resolve(".cunlu").resolve("run.properties");
            if (url == null && Files.isReadable(file)) {
                try (var in = Files.newBufferedReader(file)) {
                    running.load(in);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return running;
    }
}
