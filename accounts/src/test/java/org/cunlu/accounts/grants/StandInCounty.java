package org.cunlu.accounts.grants;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cunlu.accounts.ScopePlaces;
import org.cunlu.accounts.ScopeTree;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.caller.Scope.Kind;

/** The county as its codes tell it, with nodes that a test closes, three shops and two brands. */
@Singleton
class StandInCounty implements ScopeTree {
    static final String SHOP = "S-HERE";
    static final String SHOP_ELSEWHERE = "S-ELSEWHERE";
    static final String BRAND = "B-HERE";
    static final String BRAND_OF_TWO_COUNTIES = "B-TWO";
    static final Set<String> CLOSED = ConcurrentHashMap.newKeySet();

    private static final Map<String, List<String>> PLACES = Map.of(
            SHOP, List.of("500233112203"),
            SHOP_ELSEWHERE, List.of("500234112203"),
            BRAND, List.of("500233112203", "500233113"),
            BRAND_OF_TWO_COUNTIES, List.of("500233112203", "500234112203"));

    private final CodeScopeTree codes = new CodeScopeTree();

    @Override
    public boolean knows(Kind kind) {
        return kind == Kind.NODE || kind == Kind.SUBTREE;
    }

    @Override
    public Optional<String> path(Scope scope) {
        return CLOSED.contains(scope.value()) ? Optional.empty() : codes.path(scope);
    }

    @Singleton
    static class Places implements ScopePlaces {
        @Override
        public boolean knows(Kind kind) {
            return kind == Kind.SHOP || kind == Kind.BRAND;
        }

        @Override
        public List<String> nodes(Scope scope) {
            return PLACES.getOrDefault(scope.value(), List.of());
        }
    }
}
