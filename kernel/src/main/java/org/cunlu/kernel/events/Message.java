package org.cunlu.kernel.events;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** An event on the wire: its JSON as the body, all else in properties and headers. */
final class Message {
    private static final int PERSISTENT = 2;
    private static final String VERSION = "version";
    private static final String SUBJECT = "subject";
    private static final String COUNTY = "county";
    private static final String OCCURRED_AT = "occurredAtMillis";

    private Message() {}

    /** @param mark given back with the message when nobody takes it */
    static BasicProperties properties(Told event, String mark) {
        return new BasicProperties.Builder()
                .messageId(event.eventId())
                .type(event.topic())
                .correlationId(mark)
                .contentType("application/json")
                .contentEncoding("utf-8")
                .deliveryMode(PERSISTENT)
                .timestamp(Date.from(event.occurredAt()))
                .headers(Map.of(
                        VERSION, event.version(),
                        SUBJECT, event.subject(),
                        COUNTY, event.county(),
                        OCCURRED_AT, event.occurredAt().toEpochMilli()))
                .build();
    }

    static byte[] body(Told event) {
        return event.payload().getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException when it is not a message of ours */
    static Told told(BasicProperties properties, byte[] body) {
        Map<String, Object> headers = properties.getHeaders() == null ? Map.of() : properties.getHeaders();
        if (properties.getMessageId() == null || properties.getType() == null) {
            throw new IllegalArgumentException("message has no id or no type");
        }
        return new Told(
                properties.getMessageId(),
                properties.getType(),
                null,
                String.valueOf(headers.get(SUBJECT)),
                String.valueOf(headers.get(COUNTY)),
                headers.get(VERSION) instanceof Number version ? version.intValue() : 1,
                new String(body, StandardCharsets.UTF_8),
                headers.get(OCCURRED_AT) instanceof Number millis
                        ? Instant.ofEpochMilli(millis.longValue())
                        : Instant.EPOCH);
    }
}
