package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;

/** Who works where. */
public interface Workplaces {
    /** Roles that handle goods at their own node. */
    List<Role> HANDS = List.of(Role.STATION_KEEPER, Role.WAREHOUSE_WORKER);

    /**
     * @param act what is tried, for the trail of refusals
     * @return the node, where the caller has one of the roles
     * @throws org.cunlu.kernel.problem.ProblemException 404: another's node is as absent as one that does not exist
     */
    Node own(Caller caller, String nodeCode, String act, List<Role> roles);

    /** @return the node, where the caller handles goods; nothing is written down */
    Optional<Node> hands(Caller caller, @Nullable String nodeCode);

    /** @return whether the caller has one of the roles at this node; false for a node unknown */
    boolean covers(Caller caller, String nodeCode, List<Role> roles);
}
