package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;

/** Programmes, holdings and lots of the reserve, and who may see which. */
public interface Reserves {
    /** Roles that read all of their level. */
    List<Role> READERS = List.of(
            Role.RESERVE_OFFICER,
            Role.RESERVE_REVIEWER,
            Role.RESERVE_AUTHORITY,
            Role.RESERVE_AUDITOR,
            Role.RESERVE_HOLDER);

    Optional<ReserveProgram> programme(String code);

    Optional<ReserveHolding> holding(String code);

    /** @return holdings of a county, by code */
    List<ReserveHolding> holdings(String countyCode);

    Optional<ReserveLot> lot(String id);

    /** @return lots of a holding, the oldest first; also empty ones */
    List<ReserveLot> lots(String holdingCode);

    /** @return lots with good pieces that came before this day, the oldest first, after this id */
    List<ReserveLot> lotsBefore(LocalDate day, String afterId, int limit);

    Map<String, Good> goods(Collection<String> skuCodes);

    /**
     * A number of the published measures, as it holds on a day: the commodity's own, else that of all.
     * @param months age for which it is asked; 0 where age does not matter
     */
    Optional<Rule> rule(String code, String commodity, int months, LocalDate day);

    /**
     * @param act what is tried, for the trail of refusals
     * @return the holding, where the caller has one of the roles in its level or for itself
     * @throws org.cunlu.kernel.problem.ProblemException 404: another's holding is as absent as one that does not exist
     */
    ReserveHolding visible(Caller caller, String holdingCode, String act, List<Role> roles);

    /**
     * Nobody inspects, tests, settles or decides what he keeps himself, whatever else he is.
     * @param act what is tried, for the trail of refusals
     * @throws org.cunlu.kernel.problem.ProblemException 403 {@code own-submission}: the caller stands for this holder
     */
    void demandNotHolder(Caller caller, ReserveHolding holding, String act);

    /** The same as {@link #visible} for a level. */
    ReserveLevel level(Caller caller, String levelCode, String act, List<Role> roles);

    /** @return levels in which the caller has one of the roles */
    List<ReserveLevel> levels(Caller caller, List<Role> roles);

    /** What a SKU is to the reserve. @param grams of a piece */
    @Serdeable
    record Good(String skuCode, String commodity, long grams) {}

    /** @param source where it is written */
    record Rule(long value, String unit, String source) {}
}
