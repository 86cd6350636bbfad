package org.cunlu.logistics.epcis;

import io.micronaut.core.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.cunlu.kernel.problem.ProblemException;

/**
 * An event as somebody outside handed it in.
 * @param eventId his own, or one made of what it says, so that the same event sent again is the same
 * @param body all that it says
 */
record ObservedEvent(
        String eventId,
        String type,
        @Nullable String action,
        @Nullable String bizStep,
        @Nullable String disposition,
        @Nullable String readPoint,
        @Nullable String bizLocation,
        Instant time,
        List<String> epcs,
        @Nullable String parent,
        Map<String, Object> body) {
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[\\x21-\\x7e]{1,240}");
    private static final Pattern OFFSET = Pattern.compile("[+-](0\\d|1[0-4]):[0-5]\\d");
    private static final Set<String> WITHOUT_ACTION = Set.of("TransformationEvent");
    private static final int EPCS_MAX = 1_000;

    /** @throws ProblemException 400 {@code epcis-event}, naming the field */
    static ObservedEvent of(Map<String, Object> body, int number) {
        var reading = new Reading(body, "epcisBody.eventList[" + number + "]");
        String type = reading.oneOf("type", EventQuery.TYPES);
        String action = WITHOUT_ACTION.contains(type) ? null : reading.oneOf("action", EventQuery.ACTIONS);
        Instant time = reading.time();
        reading.offset();
        String id = reading.uri("eventID");
        return new ObservedEvent(
                id == null ? made(body) : id,
                type,
                action,
                reading.term("bizStep"),
                reading.term("disposition"),
                reading.place("readPoint"),
                reading.place("bizLocation"),
                time,
                reading.epcs(),
                reading.uri("parentID"),
                body);
    }

    private static String made(Map<String, Object> body) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Reads the fields of one event. @param where it stands in the document */
    private record Reading(Map<String, Object> body, String where) {
        private ProblemException wrong(String field) {
            return ProblemException.invalid(
                    where + "." + field, "epcis-event", "事件字段缺失或格式不对 · A field of the event is missing or malformed");
        }

        String oneOf(String field, Set<String> allowed) {
            if (body.get(field) instanceof String text && allowed.contains(text)) {
                return text;
            }
            throw wrong(field);
        }

        Instant time() {
            try {
                return OffsetDateTime.parse(String.valueOf(body.get("eventTime")))
                        .toInstant();
            } catch (DateTimeException e) {
                throw wrong("eventTime");
            }
        }

        void offset() {
            if (!OFFSET.matcher(String.valueOf(body.get("eventTimeZoneOffset"))).matches()) {
                throw wrong("eventTimeZoneOffset");
            }
        }

        @Nullable
        String uri(String field) {
            return body.get(field) == null ? null : uri(field, body.get(field));
        }

        private String uri(String field, Object value) {
            if (value instanceof String text && URI.matcher(text).matches()) {
                return text;
            }
            throw wrong(field);
        }

        /** A term of CBV without its address, or somebody's own as he names it. */
        @Nullable
        String term(String field) {
            Object value = body.get(field);
            if (value == null) {
                return null;
            }
            if (!(value instanceof String text) || text.length() > 120) {
                throw wrong(field);
            }
            return Names.term(text).orElseGet(() -> uri(field, text));
        }

        @Nullable
        String place(String field) {
            Object value = body.get(field);
            return value == null ? null : uri(field, value instanceof Map<?, ?> place ? place.get("id") : value);
        }

        List<String> epcs() {
            String field = body.get("childEPCs") == null ? "epcList" : "childEPCs";
            Object value = body.get(field);
            if (value == null) {
                return List.of();
            }
            if (!(value instanceof List<?> list) || list.size() > EPCS_MAX) {
                throw wrong(field);
            }
            return list.stream().map(epc -> uri(field, epc)).distinct().toList();
        }
    }
}
