package org.cunlu.web.dispatch;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * A trip of the day.
 * @param state in words @param tone of its badge
 * @param carried such as 12/40: parcels that left with it, and all that go with it
 * @param own whether the dispatcher may name its crew
 * @param reports what its crew reported, in words @param unseen whether nobody took note of some of it
 */
public record TripLine(
        String trip,
        String line,
        String name,
        String way,
        String departs,
        String arrives,
        String state,
        String tone,
        int lateMinutes,
        String carried,
        String fill,
        boolean overfull,
        boolean manned,
        boolean own,
        @Nullable String vehicle,
        List<String> reports,
        boolean unseen) {}
