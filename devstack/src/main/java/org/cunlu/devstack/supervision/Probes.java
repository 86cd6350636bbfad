package org.cunlu.devstack.supervision;

import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import org.cunlu.devstack.Server;

/** Whether a server serves, asked the way its users ask it: the same for embedded, contained and foreign ones. */
final class Probes {
    private static final int TIMEOUT_MILLIS = 2_000;

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .connectTimeout(Duration.ofMillis(TIMEOUT_MILLIS))
            .build();

    private Probes() {}

    /** @param properties how to reach it, by the keys of the application's configuration */
    static boolean serves(Server server, Map<String, String> properties) throws Exception {
        return switch (server) {
            case DATABASE -> database(properties);
            case CACHE -> cache(properties.get("cunlu.redis.uri"));
            case BROKER -> broker(properties.get("cunlu.amqp.uri"));
            case SEARCH -> search(properties.get("cunlu.es.url"));
        };
    }

    private static boolean database(Map<String, String> properties) throws Exception {
        var url = properties.get("cunlu.db.url");
        try (var connection = DriverManager.getConnection(
                url + (url.contains("?") ? "&" : "?") + "connectTimeout=" + TIMEOUT_MILLIS,
                properties.get("cunlu.db.user"),
                properties.get("cunlu.db.password"))) {
            return connection.isValid(2);
        }
    }

    private static boolean cache(String uri) throws IOException {
        try (var redis = new Redis(uri)) {
            return redis.ask("PING").equals("PONG");
        }
    }

    /** A port that is open is not enough: a broker greets before it has its queues back. */
    private static boolean broker(String uri) throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(uri);
        factory.setAutomaticRecoveryEnabled(false);
        factory.setConnectionTimeout(TIMEOUT_MILLIS);
        factory.setHandshakeTimeout(TIMEOUT_MILLIS);
        try (var connection = factory.newConnection()) {
            return connection.isOpen();
        }
    }

    private static boolean search(String url) throws IOException, InterruptedException {
        var health = URI.create(url + "/_cluster/health?wait_for_status=yellow&timeout=1s");
        var request =
                HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(3)).build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }
}
