package org.cunlu.app.play;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.audit.AuditRow;

/**
 * How a play ended.
 * @param flows parcels and kilograms by direction since the play began
 * @param audit one row per invariant
 * @param stages how long each part took
 */
@Serdeable
public record Outcome(
        Instant from,
        Instant until,
        List<Scenario> scenarios,
        List<Flow> flows,
        List<AuditRow> audit,
        List<Stage> stages,
        int scans) {
    /** @param direction up, down, across, out */
    @Serdeable
    public record Flow(String direction, long parcels, long grams) {}

    /** A part of the play and how long the machine took for it. */
    @Serdeable
    public record Stage(String name, long millis) {}

    /** @return whether all parcels arrived and nothing is wrong with the books */
    public boolean good() {
        return scenarios.stream().allMatch(Scenario::complete)
                && !audit.isEmpty()
                && audit.stream().allMatch(AuditRow::clean);
    }
}
