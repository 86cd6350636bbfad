package org.cunlu.accounts;

import io.micronaut.core.order.Ordered;
import org.cunlu.kernel.caller.Scope;

/**
 * Where scopes lie in the county's tree, told by those who know it: logistics for nodes, catalog for shops and brands. Of
 * several beans that know a kind the one of the highest precedence is asked; a kind that none knows lies nowhere.
 */
public interface ScopeTree extends Ordered {
    boolean knows(Scope.Kind kind);

    /** @return whether what the scope names exists and lies at or below the node */
    boolean within(Scope scope, String subtreeCode);
}
