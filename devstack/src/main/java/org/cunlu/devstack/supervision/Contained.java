package org.cunlu.devstack.supervision;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.devstack.Server;

/** How each server is run from an image: the official ones, or others that take the same variables. */
final class Contained {
    private static final String USER = "cunlu";

    private final Settings settings;
    private final Children children;
    private final Passwords passwords;

    Contained(Settings settings, Children children, Passwords passwords) {
        this.settings = settings;
        this.children = children;
        this.passwords = passwords;
    }

    ManagedServer server(Server server, Port port) {
        var recipe = switch (server) {
            case DATABASE -> database();
            case CACHE -> cache();
            case BROKER -> broker();
            case SEARCH -> search();
        };
        return new ContainerServer(server, recipe, settings, children, port);
    }

    private ContainerServer.Recipe database() {
        return new ContainerServer.Recipe(
                image("CUNLU_IMAGE_MYSQL", "mysql:8.4"),
                3306,
                Map.of(
                        "MYSQL_DATABASE",
                        "cunlu",
                        "MYSQL_USER",
                        USER,
                        "MYSQL_PASSWORD",
                        passwords.of("db.cunlu"),
                        "MYSQL_ROOT_PASSWORD",
                        passwords.of("db.root")),
                List.of(
                        "--transaction-isolation=READ-COMMITTED",
                        "--default-time-zone=+00:00",
                        "--max-connections=300",
                        "--max-prepared-stmt-count=100000",
                        "--performance-schema=OFF",
                        "--innodb-flush-log-at-trx-commit=" + (settings.forTests() ? 2 : 1),
                        "--innodb-buffer-pool-size=" + settings.poolMib() + "M"),
                (host, port) -> Map.of(
                        "cunlu.db.url",
                        "jdbc:mysql://%s:%d/cunlu?sslMode=DISABLED&allowPublicKeyRetrieval=true".formatted(host, port),
                        "cunlu.db.user",
                        USER,
                        "cunlu.db.password",
                        passwords.of("db.cunlu")),
                // The image lets its user into one database; rooms of tests are others.
                Optional.of(new ContainerServer.Statement(
                        "root", passwords.of("db.root"), "GRANT ALL PRIVILEGES ON `cunlu%`.* TO '" + USER + "'@'%'")));
    }

    private ContainerServer.Recipe cache() {
        return new ContainerServer.Recipe(
                image("CUNLU_IMAGE_REDIS", "redis:8"),
                6379,
                Map.of(),
                List.of(
                        "redis-server",
                        "--requirepass",
                        passwords.of("redis"),
                        "--databases",
                        Integer.toString(EmbeddedCache.DATABASES)),
                (host, port) ->
                        Map.of("cunlu.redis.uri", "redis://:%s@%s:%d/0".formatted(passwords.of("redis"), host, port)),
                Optional.empty());
    }

    private ContainerServer.Recipe broker() {
        return new ContainerServer.Recipe(
                image("CUNLU_IMAGE_RABBITMQ", "rabbitmq:4"),
                5672,
                Map.of("RABBITMQ_DEFAULT_USER", USER, "RABBITMQ_DEFAULT_PASS", passwords.of("amqp")),
                List.of(),
                (host, port) -> Map.of(
                        "cunlu.amqp.uri", "amqp://%s:%s@%s:%d".formatted(USER, passwords.of("amqp"), host, port)),
                Optional.empty());
    }

    private static ContainerServer.Recipe search() {
        return new ContainerServer.Recipe(
                image("CUNLU_IMAGE_ELASTICSEARCH", "docker.elastic.co/elasticsearch/elasticsearch:9.2.0"),
                9200,
                Map.of(
                        "discovery.type", "single-node",
                        "xpack.security.enabled", "false",
                        "cluster.routing.allocation.disk.threshold_enabled", "false",
                        "ES_JAVA_OPTS", "-Xms256m -Xmx512m"),
                List.of(),
                (host, port) -> Map.of("cunlu.es.url", "http://%s:%d".formatted(host, port)),
                Optional.empty());
    }

    private static String image(String variable, String official) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(name -> !name.isBlank())
                .orElse(official);
    }
}
