package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;

/** Who drives a dated trip, and with which vehicle: of a line, or of a published tour ({@code TOUR.…}). */
public interface TripManning {
    /** @param name masked, 张** */
    record Driver(String account, String name) {}

    /**
     * A trip as it is manned.
     * @param crew who drives it, in the order of their accounts
     * @param vehicle code; null while none is named @param version to send with the next change; 0 before the first
     * @param drivers who may drive it: drivers of a node where it calls
     * @param vehicles of the caller's part of the county that are on the road
     * @param over whether it is at its end, and nobody is named any more
     */
    record Manned(
            String line,
            LocalDate date,
            String name,
            String fromNode,
            String toNode,
            Instant departsAt,
            Instant arrivesAt,
            List<Driver> crew,
            @Nullable String vehicle,
            int version,
            List<Driver> drivers,
            List<Vehicles.Vehicle> vehicles,
            boolean over) {}

    /** @throws ProblemException {@code not-found}, unless all its stops are the caller's */
    Manned see(Caller dispatcher, String line, LocalDate date);

    /**
     * Names both together, or neither. The same again changes nothing.
     * @param accounts none takes all off @param vehicle null for none @param version the one that was seen
     * @throws ProblemException {@code not-found}; 400 {@code crew-too-large}, {@code not-a-driver}, {@code vehicle-unknown}; 409 {@code
     *     crew-changed}, {@code run-changed}, {@code trip-over}, {@code driver-elsewhere}, {@code vehicle-elsewhere}, {@code
     *     vehicle-suspended}
     */
    void man(
            Caller dispatcher,
            String line,
            LocalDate date,
            List<String> accounts,
            @Nullable String vehicle,
            int version);
}
