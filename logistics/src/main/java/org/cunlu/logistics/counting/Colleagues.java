package org.cunlu.logistics.counting;

import jakarta.inject.Singleton;
import org.cunlu.accounts.Grants;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Workplaces;

/** Who else could count. */
@Singleton
class Colleagues {
    private final Grants grants;

    Colleagues(Grants grants) {
        this.grants = grants;
    }

    /** @return whether somebody else handles goods at the node */
    boolean has(String accountId, Node node) {
        var scope = new Scope(Scope.Kind.NODE, node.code());
        return Workplaces.HANDS.stream()
                .flatMap(role -> grants.holders(role, scope).stream())
                .anyMatch(holder -> !holder.equals(accountId));
    }
}
