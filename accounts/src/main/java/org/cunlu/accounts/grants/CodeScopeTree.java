package org.cunlu.accounts.grants;

import jakarta.inject.Singleton;
import org.cunlu.accounts.ScopeTree;
import org.cunlu.kernel.caller.Scope;

/**
 * The tree as the administrative codes tell it, whose prefixes are their superiors'. Asked only where nobody knows the
 * nodes themselves.
 */
@Singleton
class CodeScopeTree implements ScopeTree {
    @Override
    public boolean knows(Scope.Kind kind) {
        return kind == Scope.Kind.NODE || kind == Scope.Kind.SUBTREE;
    }

    @Override
    public boolean within(Scope scope, String subtreeCode) {
        return scope.value().startsWith(subtreeCode);
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
