package org.cunlu.devstack;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What system properties and environment variables say about servers; a system property wins. */
final class Configuration {
    static final String QUEUE_TYPE = "cunlu.amqp.queue-type";
    /** What the supervisor reads from its environment. */
    static final List<String> PASSED_ON =
            List.of("cunlu.image.mysql", "cunlu.image.redis", "cunlu.image.rabbitmq", "cunlu.image.elasticsearch");

    private static final String SERVERS = "cunlu.servers";

    private Configuration() {}

    /** The value of {@code cunlu.db.url}, or else of {@code CUNLU_DB_URL}. */
    static Optional<String> value(String key) {
        return Optional.ofNullable(System.getProperty(key))
                .or(() -> Optional.ofNullable(System.getenv(variable(key))))
                .filter(value -> !value.isBlank());
    }

    /** {@code cunlu.db.url} is {@code CUNLU_DB_URL} in the environment. */
    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Servers whose keys are all set. */
    static Set<Server> named() {
        var named = EnumSet.noneOf(Server.class);
        for (var server : Server.values()) {
            if (server.keys().stream().allMatch(key -> value(key).isPresent())) {
                named.add(server);
            }
        }
        return named;
    }

    static Map<String, String> valuesOf(Set<Server> servers) {
        var values = new LinkedHashMap<String, String>();
        for (var server : servers) {
            server.keys().forEach(key -> value(key).ifPresent(value -> values.put(key, value)));
        }
        if (servers.contains(Server.BROKER)) {
            values.put(QUEUE_TYPE, value(QUEUE_TYPE).orElse("classic"));
        }
        return values;
    }

    static boolean containersAskedFor() {
        return value(SERVERS).filter("containers"::equals).isPresent();
    }
}
