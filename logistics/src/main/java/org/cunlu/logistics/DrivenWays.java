package org.cunlu.logistics;

import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;

/** How far vehicles of lines and of published tours went in a time, and how far of it without any parcel, by roads as the planner reckons them. */
public interface DrivenWays {
    /**
     * A line, or the tours of a vehicle.
     * @param code of the line or the vehicle
     * @param tours whether it is a vehicle's
     * @param metres of all its trips, from stop to stop
     * @param emptyMetres of sections on which nothing was loaded, ways back to the depot included
     */
    record Driven(String code, String name, Line.Mode mode, boolean tours, int trips, long metres, long emptyMetres) {}

    /**
     * Lines that call at the caller's nodes, then vehicles that belong to tours there, each by code; those that did not go are left out.
     * @param from first service date @param to last one, at most 14 days on
     * @throws ProblemException 400 {@code period-invalid}; 503 {@code roads-unavailable} where whoever knows the roads is away
     */
    List<Driven> driven(Caller caller, LocalDate from, LocalDate to);
}
