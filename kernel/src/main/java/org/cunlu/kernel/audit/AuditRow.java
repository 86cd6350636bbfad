package org.cunlu.kernel.audit;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * One invariant's line of an audit.
 * @param checked how many things were looked at
 * @param violations how many were wrong; 0 is clean
 * @param examples at most ten of them in words, ids only
 * @param millis how long the check took
 */
@Serdeable
public record AuditRow(String name, long checked, long violations, List<String> examples, long millis) {
    public boolean clean() {
        return violations == 0;
    }
}
