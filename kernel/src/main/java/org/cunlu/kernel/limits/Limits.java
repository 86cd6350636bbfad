package org.cunlu.kernel.limits;

import java.util.Map;

/**
 * Counts for all instances together: in Redis and in the database, in one of them while the other is away, and when neither
 * answers nobody passes. Asked outside of any transaction. For what must not be had without being counted (codes,
 * invitations); {@code OpenDoors} is the gentler gate for reading.
 */
public interface Limits {
    /**
     * Takes one from each bucket, or from none.
     * @param subjects whose bucket of which rate: a phone, an address, an account; hashed before it leaves this process
     * @return 0 when all gave, else how many seconds until the emptiest has one, 1 or more
     * @throws org.cunlu.kernel.problem.ProblemException 503 {@code unavailable} when nobody can count
     */
    long secondsToWait(Map<Rate, String> subjects);
}
