package org.cunlu.accounts.grants;

import io.micronaut.core.order.OrderUtil;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.accounts.ScopeTree;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;

/** What a county operator may give and take: the roles of daily work, in scopes that fit them, below his own node. */
@Singleton
class GrantRules {
    /** Operators and those who touch the reserve are not here: they are made by the one who runs the server. */
    private static final Map<Role, Set<Scope.Kind>> MAY_BE_GIVEN = mayBeGiven();

    private final List<ScopeTree> trees;

    GrantRules(List<ScopeTree> trees) {
        this.trees = trees.stream().sorted(OrderUtil.COMPARATOR).toList();
    }

    /** @throws ProblemException 403 {@code role-not-yours-to-give}, {@code scope-not-yours}; 400 {@code scope-unfit} */
    void check(Caller operator, Grant grant) {
        Set<Scope.Kind> fitting = MAY_BE_GIVEN.get(grant.role());
        if (fitting == null) {
            throw ProblemException.of(403, "role-not-yours-to-give", "这个角色不能在这里授予 · This role is not given here", null)
                    .field("role");
        }
        if (!fitting.contains(grant.scope().kind())) {
            throw ProblemException.of(
                            400,
                            "scope-unfit",
                            "范围与角色不符 · The scope does not fit the role",
                            "可用的范围 · Fitting scopes: " + fitting)
                    .field("scope");
        }
        boolean within = operator.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).stream()
                .anyMatch(subtree -> within(grant.scope(), subtree));
        if (!within) {
            throw ProblemException.of(403, "scope-not-yours", "不在您的管辖范围内 · Not within your own scope", null)
                    .field("scope");
        }
    }

    private boolean within(Scope scope, String subtree) {
        return trees.stream()
                .filter(tree -> tree.knows(scope.kind()))
                .findFirst()
                .map(tree -> tree.within(scope, subtree))
                .orElse(false);
    }

    private static Map<Role, Set<Scope.Kind>> mayBeGiven() {
        var table = new EnumMap<Role, Set<Scope.Kind>>(Role.class);
        table.put(Role.STATION_KEEPER, Set.of(Scope.Kind.NODE));
        table.put(Role.WAREHOUSE_WORKER, Set.of(Scope.Kind.NODE, Scope.Kind.SUBTREE));
        table.put(Role.DRIVER, Set.of(Scope.Kind.NODE, Scope.Kind.SUBTREE));
        table.put(Role.DISPATCHER, Set.of(Scope.Kind.SUBTREE));
        table.put(Role.INSPECTOR, Set.of(Scope.Kind.SUBTREE));
        table.put(Role.SELLER, Set.of(Scope.Kind.SHOP));
        table.put(Role.LIVE_HOST, Set.of(Scope.Kind.SHOP));
        table.put(Role.SUPPLIER, Set.of(Scope.Kind.SHOP));
        table.put(Role.BRAND_OWNER, Set.of(Scope.Kind.BRAND));
        return table;
    }
}
