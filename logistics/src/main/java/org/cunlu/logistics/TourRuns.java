package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.cunlu.kernel.caller.Caller;

/** Who drives the trips of published tours, and with what: the same as of all other runs. */
public interface TourRuns {
    /**
     * @param line code of a published trip
     * @param driver account; null for whoever was named to it before
     * @param like code of a trip of the same vehicle, whose crew drives it where nobody was named yet; null for none
     */
    record Manned(
            String line,
            LocalDate date,
            @Nullable String driver,
            String vehicle,
            @Nullable String like) {}

    /**
     * Names crews and vehicles. Joins the caller's transaction; the trips are published in it.
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code not-a-driver}; 409 {@code driver-elsewhere}, {@code
     *     vehicle-elsewhere}, {@code vehicle-suspended}
     */
    void man(Caller dispatcher, List<Manned> trips);

    /** Vehicles of trips that go no more are free again. Joins the caller's transaction. */
    void free(Collection<String> lines, LocalDate date);
}
