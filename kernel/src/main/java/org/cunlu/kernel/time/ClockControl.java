package org.cunlu.kernel.time;

import java.time.Duration;
import java.time.Instant;

/**
 * Moves the county's time, for all instances at once and never backwards. There is a bean of this type in demo mode only.
 * Both methods return when every live instance tells the new time, and fail with a 503 problem when one does not.
 */
public interface ClockControl {
    /**
     * @return the time it is now
     * @throws org.cunlu.kernel.problem.ProblemException 409 when it is later already
     */
    Instant moveTo(Instant to);

    /**
     * @param by 0 or more
     * @return the time it is now
     */
    Instant forward(Duration by);
}
