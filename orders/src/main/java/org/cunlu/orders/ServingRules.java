package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.cunlu.kernel.caller.Caller;

/** By which rules the orders of the operator's county are served from which nodes, one policy for each trade. */
public interface ServingRules {
    /** What a rule compares; the less the better. */
    enum By {
        ARRIVAL,
        COST,
        SHIPMENTS,
        AGE
    }

    /** Whether several nodes may serve together what is wanted of one seller. */
    enum Split {
        NEVER,
        /** Only when no single node can serve all of it. */
        IF_NEEDED,
        /** Also when the rules say that it is better than any single node. */
        IF_BETTER
    }

    /** Whether buyers may wait for what no shelf holds. */
    enum Backorder {
        NEVER,
        /** For what is on its way, less what is promised of it. */
        EXPECTED
    }

    /**
     * A policy in force.
     * @param version 0 for what holds until a county sets its own
     * @param rules the first difference decides
     * @param split whether several nodes may serve together
     * @param backorder whether buyers may wait for what is still to come
     */
    @Serdeable
    @Schema(name = "PolicyController.PolicyView")
    record Policy(Trade trade, int version, List<By> rules, Split split, Backorder backorder) {
        public Policy {
            rules = List.copyOf(rules);
        }
    }

    /** @param version the one that was seen @param rules each at most once @param backorder null to leave it as it is */
    @Serdeable
    @Schema(name = "PolicyController.Wanted")
    record Wanted(
            @NotNull @PositiveOrZero Integer version,
            @NotEmpty @Size(max = 8) List<@NotNull By> rules,
            @NotNull Split split,
            @Nullable Backorder backorder) {}

    /** @throws org.cunlu.kernel.problem.ProblemException 404 for another county's operator */
    List<Policy> all(Caller operator);

    /**
     * Sets a policy; setting what holds already changes nothing.
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code rule-twice}; 409 {@code policy-changed}; 404
     */
    Policy set(Caller operator, Trade trade, Wanted wanted);
}
