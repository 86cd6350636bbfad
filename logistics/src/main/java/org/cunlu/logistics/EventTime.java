package org.cunlu.logistics;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.cunlu.kernel.time.CountyTime;

/**
 * When something happened as EPCIS 2.0 writes it.
 * @param eventTime ISO 8601 with milliseconds, at the county's offset
 * @param eventTimeZoneOffset the same offset: {@code +08:00}
 */
public record EventTime(String eventTime, String eventTimeZoneOffset) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

    public static EventTime of(Instant at) {
        var local = CountyTime.at(at);
        return new EventTime(TIME.format(local), local.getOffset().getId());
    }

    /** Of records and documents, which happen nowhere. */
    public static String utc(Instant at) {
        return TIME.format(at.atOffset(ZoneOffset.UTC));
    }
}
