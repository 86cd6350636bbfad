package org.cunlu.catalog.shop;

import io.micronaut.core.order.OrderUtil;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.ScopeTree;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;

/** Where shops are at home, and under which operator. */
@Singleton
class Homes {
    private final List<ScopeTree> trees;

    Homes(List<ScopeTree> trees) {
        this.trees = trees.stream()
                .filter(tree -> tree.knows(Scope.Kind.NODE))
                .sorted(OrderUtil.COMPARATOR)
                .toList();
    }

    boolean exists(String node) {
        return path(node).isPresent();
    }

    /** A shop whose home was closed is still under the county's word: one county runs one network. */
    boolean within(Caller operator, String node) {
        List<String> own = operator.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE);
        return !own.isEmpty()
                && path(node)
                        .map(path -> own.stream().anyMatch(code -> (path + "/").contains("/" + code + "/")))
                        .orElse(true);
    }

    private Optional<String> path(String node) {
        return trees.isEmpty() ? Optional.empty() : trees.getFirst().path(new Scope(Scope.Kind.NODE, node));
    }
}
