package org.cunlu.logistics.trace;

import io.micronaut.core.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One step of a lot.
 * @param id of its event: the same step has the same id whenever it is asked for
 * @param node where; null when it is no node
 * @param area administrative code of where, for what is no node; null when unknown
 * @param facts what else its event says
 * @param wrong why it turned out not to have been so; null when it stands
 */
record Happening(
        String id,
        Instant at,
        Step step,
        @Nullable String node,
        @Nullable String area,
        Map<String, Object> facts,
        @Nullable Wrong wrong) {
    /** @param reason {@code did_not_occur} or {@code incorrect_data} of CBV @param insteadOf id of the event that tells it right */
    record Wrong(
            Instant declaredAt, String reason, @Nullable String insteadOf) {}

    static String id(String lotCode, String what) {
        byte[] name = ("urn:cunlu:lot:" + lotCode + "/" + what).getBytes(StandardCharsets.UTF_8);
        return "urn:uuid:" + UUID.nameUUIDFromBytes(name);
    }
}
