package org.cunlu.devstack;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

/** How the tests talk to the servers: as the application does, with the addresses that devstack gives. */
record Talk(Map<String, String> properties) {
    static final String EXCHANGE = "events";

    Connection database() throws SQLException {
        return DriverManager.getConnection(
                properties.get("cunlu.db.url"), properties.get("cunlu.db.user"), properties.get("cunlu.db.password"));
    }

    void sql(String... statements) throws SQLException {
        try (var connection = database();
                var statement = connection.createStatement()) {
            for (var text : statements) {
                statement.execute(text);
            }
        }
    }

    String query(String sql) throws SQLException {
        try (var connection = database();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    /** Sends an inline command to Redis and answers its first line, or the value where it has one. */
    String redis(String command) throws Exception {
        var uri = URI.create(properties.get("cunlu.redis.uri"));
        try (var socket = new Socket(uri.getHost(), uri.getPort());
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            var login = "AUTH " + uri.getUserInfo().substring(1) + "\r\nSELECT "
                    + uri.getPath().substring(1) + "\r\n";
            socket.getOutputStream().write((login + command + "\r\n").getBytes(StandardCharsets.UTF_8));
            in.readLine();
            in.readLine();
            var line = in.readLine();
            return line.startsWith("$") && !line.equals("$-1") ? in.readLine() : line;
        }
    }

    com.rabbitmq.client.Connection broker() throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(properties.get("cunlu.amqp.uri"));
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }

    /** Declares the exchange and a queue bound to {@code routing}, both durable. */
    void declare(String queue, String routing) throws Exception {
        try (var connection = broker();
                var channel = connection.createChannel()) {
            channel.exchangeDeclare(EXCHANGE, "topic", true);
            channel.queueDeclare(queue, true, false, false, Map.of());
            channel.queueBind(queue, EXCHANGE, routing);
        }
    }

    /**
     * Publishes with confirms and {@code mandatory}, and answers the texts that came back as unroutable. RabbitMQ confirms
     * those too; Qpid refuses them (nack).
     */
    List<String> publish(String routing, String... texts) throws Exception {
        var returned = new ArrayBlockingQueue<String>(100);
        try (var connection = broker();
                var channel = connection.createChannel()) {
            channel.confirmSelect();
            channel.addReturnListener(back -> returned.add(new String(back.getBody(), StandardCharsets.UTF_8)));
            for (var text : texts) {
                channel.basicPublish(
                        EXCHANGE,
                        routing,
                        true,
                        MessageProperties.PERSISTENT_TEXT_PLAIN,
                        text.getBytes(StandardCharsets.UTF_8));
            }
            var confirmed = channel.waitForConfirms(TimeUnit.SECONDS.toMillis(10));
            if (!confirmed) {
                // Qpid sends the refusal first, the returned message after it.
                returned.add(returned.poll(10, TimeUnit.SECONDS));
            }
        }
        return new ArrayList<>(returned);
    }

    /** Takes all messages out of a queue. */
    List<String> drain(String queue) throws Exception {
        var texts = new ArrayList<String>();
        try (var connection = broker();
                var channel = connection.createChannel()) {
            for (var got = channel.basicGet(queue, true); got != null; got = channel.basicGet(queue, true)) {
                texts.add(new String(got.getBody(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    int search(String method, String path, String body) throws Exception {
        return send(method, path, body).statusCode();
    }

    String searchBody(String path) throws Exception {
        return send("GET", path, "").body();
    }

    private java.net.http.HttpResponse<String> send(String method, String path, String body) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(properties.get("cunlu.es.url") + path))
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return http.send(request, BodyHandlers.ofString());
        }
    }
}
