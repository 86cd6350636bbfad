package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;

/**
 * What selling costs in the operator's own county. One operator proposes a set of rules, another agrees to it; who operates
 * another county is answered as if nothing were there.
 */
public interface CommissionDesk {
    /** Above this share nobody may ask: all of what a line brings. */
    int SHARE_MAX = 10_000;

    long FEN_MAX = 100_000_000L;
    int RULES_MAX = 500;
    int NOTE_MAX = 200;

    /** The act for which a second factor is asked for. */
    String PROPOSE = "orders.commission-rules.propose";

    /**
     * A rule. What is null fits anything; the first rule that fits a line decides.
     * @param shareBps in basis points @param perParcelFen once for the lines of a parcel that it fits
     * @param capFen null for no limit @param from first day @param until last day
     */
    record Rule(
            @Nullable String category,
            @Nullable String seller,
            @Nullable Trade trade,
            int shareBps,
            long perParcelFen,
            long floorFen,
            @Nullable Long capFen,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    /**
     * @param version 0 until a county sets its own
     * @param ordinaryBps what holds where no rule fits @param taxBps tax on the commission, which holds it
     */
    record InForce(int version, List<Rule> rules, int ordinaryBps, int taxBps) {}

    /** How a set stands. */
    enum State {
        PROPOSED,
        AGREED,
        DECLINED
    }

    /** @param follows the version that was in force when it was proposed */
    record RuleSet(
            int version,
            int follows,
            State state,
            String note,
            String proposedBy,
            Instant proposedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            List<Rule> rules) {}

    InForce inForce(Caller operator);

    /** @return the newest first, without their rules @param before version; null for the newest */
    Page<RuleSet> sets(Caller operator, @Nullable Integer before, int limit);

    /** @throws org.cunlu.kernel.problem.ProblemException not found */
    RuleSet set(Caller operator, int version);

    /**
     * Waits for somebody else to agree to it.
     * @param follows the version in force that was seen
     * @throws org.cunlu.kernel.problem.ProblemException 400 for what is no rule, 409 {@code rules-changed}
     */
    RuleSet propose(Caller operator, int follows, List<Rule> rules, String note);
}
