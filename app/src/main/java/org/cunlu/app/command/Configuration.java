package org.cunlu.app.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The configuration that a process is started with, from environment variables named as the keys are. */
final class Configuration {
    static final List<String> SERVER_KEYS = List.of(
            "cunlu.db.url",
            "cunlu.db.user",
            "cunlu.db.password",
            "cunlu.redis.uri",
            "cunlu.amqp.uri",
            "cunlu.amqp.queue-type",
            "cunlu.es.url");

    private Configuration() {}

    /** @return {@code CUNLU_DB_URL} for {@code cunlu.db.url} */
    static String variable(String key) {
        return key.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    static Optional<String> fromEnvironment(String key) {
        return Optional.ofNullable(System.getenv(variable(key))).filter(value -> !value.isBlank());
    }

    /** @return the servers named by the environment; empty when the database is not named there */
    static Optional<Map<String, String>> serversFromEnvironment() {
        if (fromEnvironment("cunlu.db.url").isEmpty()) {
            return Optional.empty();
        }
        var named = new HashMap<String, String>();
        for (String key : SERVER_KEYS) {
            fromEnvironment(key).ifPresent(value -> named.put(key, value));
        }
        for (String key :
                List.of("cunlu.db.user", "cunlu.db.password", "cunlu.redis.uri", "cunlu.amqp.uri", "cunlu.es.url")) {
            if (!named.containsKey(key)) {
                throw new CommandFailure(
                        "请设置环境变量 " + variable(key) + " · Set the environment variable " + variable(key));
            }
        }
        return Optional.of(named);
    }
}
