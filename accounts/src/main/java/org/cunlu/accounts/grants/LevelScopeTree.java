package org.cunlu.accounts.grants;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.cunlu.accounts.ScopeTree;
import org.cunlu.kernel.caller.Scope;

/**
 * The reserve's levels, each a tree of its own: no level lies within another. Which holding lies in which level the reserve
 * tells.
 */
@Singleton
class LevelScopeTree implements ScopeTree {
    @Override
    public boolean knows(Scope.Kind kind) {
        return kind == Scope.Kind.LEVEL;
    }

    @Override
    public Optional<String> path(Scope scope) {
        return Optional.of("/" + scope.value());
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
