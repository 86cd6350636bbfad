package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/** How a reserve stands, for who may read it: what is there against what is to be there, its lots, and what is missing. */
public interface ReserveStandings {
    /**
     * A target with what is there now.
     * @param counts whether its programme is in season; outside nothing is asked
     * @param floorGrams that its contracts must keep while they turn
     * @param thereGrams good pieces that are there now @param missingGrams to what is asked @param shareBp of all, rounded down
     */
    record Standing(
            ReserveProgram programme,
            ReserveTarget target,
            boolean counts,
            long floorGrams,
            long thereGrams,
            long missingGrams,
            long shareBp,
            boolean shareKept) {}

    /**
     * Reserve pieces that a holder owes.
     * @param cause code of what found it @param madeGood pieces of it @param open whether nothing settled or waived it yet
     */
    record Claim(
            String claimId,
            String holding,
            String lotId,
            String skuCode,
            String nodeCode,
            String cause,
            long pieces,
            long madeGood,
            boolean open,
            Instant openedAt,
            @Nullable String why) {}

    /** @return targets of the caller's levels, by level and programme */
    List<Standing> standings(Caller caller);

    /** @return contracts of the caller's levels, or his own, by code */
    Page<ReserveHolding> holdings(Caller caller, @Nullable String cursor, @Nullable Integer limit);

    /** @throws org.cunlu.kernel.problem.ProblemException 404 for another's holding */
    Page<ReserveLot> lots(Caller caller, String holding, @Nullable String cursor, @Nullable Integer limit);

    /** @throws org.cunlu.kernel.problem.ProblemException 404 for another's holding */
    Page<Claim> claims(Caller caller, String holding, @Nullable String cursor, @Nullable Integer limit);
}
