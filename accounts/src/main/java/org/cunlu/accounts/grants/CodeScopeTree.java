package org.cunlu.accounts.grants;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cunlu.accounts.ScopeTree;
import org.cunlu.kernel.caller.Scope;

/**
 * The tree as the administrative codes tell it (GB/T 2260 and 10114), whose prefixes of 2, 4, 6, 9 and 12 digits are their
 * superiors'. Asked only where nobody knows the nodes themselves.
 */
@Singleton
class CodeScopeTree implements ScopeTree {
    private static final int[] LENGTHS = {2, 4, 6, 9, 12};

    @Override
    public boolean knows(Scope.Kind kind) {
        return kind == Scope.Kind.NODE || kind == Scope.Kind.SUBTREE;
    }

    @Override
    public Optional<String> path(Scope scope) {
        String code = scope.value();
        boolean whole = IntStream.of(LENGTHS).anyMatch(length -> length == code.length());
        if (!whole || !code.matches("[0-9]+")) {
            return Optional.empty();
        }
        return Optional.of(IntStream.of(LENGTHS)
                .filter(length -> length <= code.length())
                .mapToObj(length -> "/" + code.substring(0, length))
                .collect(Collectors.joining()));
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
