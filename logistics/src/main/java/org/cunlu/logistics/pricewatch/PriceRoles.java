package org.cunlu.logistics.pricewatch;

import java.util.Arrays;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;

/**
 * Prices are the county's: whoever has such a role in a level reads them; a holder of a contract does not. What is watched for a level,
 * what waits of it and its alerts are decided by that level's people.
 */
final class PriceRoles {
    static final Role[] READS = {
        Role.RESERVE_OFFICER, Role.RESERVE_REVIEWER, Role.RESERVE_AUTHORITY, Role.RESERVE_AUDITOR
    };
    static final Role[] KEEPS = {Role.RESERVE_OFFICER};
    static final Role[] DECIDES = {Role.RESERVE_OFFICER, Role.RESERVE_REVIEWER};
    static final Role[] SETS = {Role.RESERVE_AUTHORITY};

    private PriceRoles() {}

    /** @throws ProblemException 404 without one of the roles in this level */
    static void demandIn(String levelCode, Caller caller, Role... roles) {
        if (Arrays.stream(roles)
                .noneMatch(role -> caller.scopes(role, Scope.Kind.LEVEL).contains(levelCode))) {
            throw ProblemException.notFound();
        }
    }

    /** @throws ProblemException 404 without one of the roles in a level */
    static void demand(Caller caller, Role... roles) {
        if (Arrays.stream(roles)
                .allMatch(role -> caller.scopes(role, Scope.Kind.LEVEL).isEmpty())) {
            throw ProblemException.notFound();
        }
    }
}
