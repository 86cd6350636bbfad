package org.cunlu.kernel.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.net.URI;
import java.util.Map;

/**
 * An error answer by RFC 9457.
 * @param type stable name, {@code urn:cunlu:problem:<code>}
 * @param title Chinese first, English beside it
 * @param status HTTP status
 * @param detail what to do about it; never a cause of a 5xx
 * @param code the stable last part of {@code type}
 * @param field the offending field, if one is to blame
 * @param requestId to quote when asking for help
 * @param facts further facts that a program can act on, such as the new total
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        URI type,
        String title,
        int status,
        @Nullable String detail,
        String code,
        @Nullable String field,
        @Nullable String requestId,
        @Nullable Map<String, Object> facts) {
    public static final String MEDIA_TYPE = "application/problem+json";
}
