package org.cunlu.kernel.caller;

import java.util.List;
import java.util.Optional;

/**
 * Who makes this request and what he may do. Controllers take it as an argument; every query starts from its scope.
 * @param accountId the account, never null
 * @param grants roles that hold now, with their scopes
 */
public record Caller(String accountId, List<Grant> grants) {
    public Caller {
        if (accountId == null || accountId.isBlank()) {
            throw new IllegalArgumentException("caller has no account");
        }
        grants = List.copyOf(grants);
    }

    public boolean has(Role role) {
        return grants.stream().anyMatch(grant -> grant.role() == role);
    }

    /** @return the values of all scopes of this kind in which the caller has the role; empty when none */
    public List<String> scopes(Role role, Scope.Kind kind) {
        return grants.stream()
                .filter(grant -> grant.role() == role && grant.scope().kind() == kind)
                .map(grant -> grant.scope().value())
                .distinct()
                .toList();
    }

    /** @return the one scope of this kind, or empty when the caller has none or several and must say which */
    public Optional<String> onlyScope(Role role, Scope.Kind kind) {
        List<String> values = scopes(role, kind);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
}
