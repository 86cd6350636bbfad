package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Vehicles.Vehicle;

/** Dispatchers keep the vehicles that belong to nodes in their part of the county. */
public interface VehicleDesk {
    /** By code. */
    Page<Vehicle> list(Caller caller, @Nullable String cursor, @Nullable Integer limit);

    /** @throws ProblemException {@code not-found} also for another's */
    Vehicle one(Caller caller, String code);

    /**
     * Adds it or changes it. The same again changes nothing.
     * @param wanted with the version that was seen, 0 for one that is new
     * @throws ProblemException {@code not-found} where it belongs, or is to, is another's; 409 {@code vehicle-changed} with the
     *     fact {@code version}, {@code plate-taken}
     */
    Vehicle set(Caller caller, Vehicle wanted);
}
