package org.cunlu.logistics.reserve;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.cunlu.accounts.ScopeTree;
import org.cunlu.kernel.caller.Scope;

/** Tells accounts in which level a holding lies. */
@Singleton
class HoldingScopes implements ScopeTree {
    private final HoldingTable holdings;

    HoldingScopes(HoldingTable holdings) {
        this.holdings = holdings;
    }

    @Override
    public boolean knows(Scope.Kind kind) {
        return kind == Scope.Kind.HOLDING;
    }

    @Override
    public Optional<String> path(Scope scope) {
        return holdings.find(scope.value()).map(each -> "/" + each.level() + "/" + each.code());
    }
}
