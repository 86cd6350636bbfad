package org.cunlu.accounts;

import io.micronaut.core.order.Ordered;
import java.util.Optional;
import org.cunlu.kernel.caller.Scope;

/**
 * Where scopes lie in a tree, told by those who know it: logistics for nodes and subtrees, the reserve for levels and
 * holdings. Of several beans that know a kind the one of the highest precedence is asked; a kind that none knows lies
 * nowhere. Shops and brands lie at nodes, see {@link ScopePlaces}.
 */
public interface ScopeTree extends Ordered {
    boolean knows(Scope.Kind kind);

    /**
     * @return codes from the root down to what the scope names, each behind a slash:
     *     {@code /500233/500233112/500233112203}; empty when there is no such thing or it is closed
     */
    Optional<String> path(Scope scope);

    /** @return whether what the scope names exists, is not closed, and lies at or below what has the code */
    default boolean within(Scope scope, String code) {
        return path(scope)
                .filter(path -> (path + "/").contains("/" + code + "/"))
                .isPresent();
    }
}
