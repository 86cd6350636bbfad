package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.cunlu.kernel.caller.Caller;

/** How far the network is built, against the county's plan. */
public interface NetworkBuildOut {
    /** Village stations that a year's plan asks for. */
    @Serdeable
    record Year(int year, int stations) {}

    /**
     * Village stations of a township.
     * @param plan what each year is to build
     * @param target all that the plan names
     * @param due what the plan asks for until the end of this year
     * @param open stations that work
     * @param built stations that are there and do not work yet
     * @param planned stations named and not yet built
     * @param missing {@code due} less {@code open}, 0 when none is
     */
    @Serdeable
    record Township(
            String code,
            String name,
            List<Year> plan,
            int target,
            int due,
            int open,
            int built,
            int planned,
            int missing) {}

    /** @param year that {@code due} is reckoned to the end of */
    @Serdeable
    record State(
            int year, List<Township> townships, int target, int due, int open, int built, int planned, int missing) {}

    /** @return the townships that the operator's scope covers */
    State buildOut(Caller operator);
}
