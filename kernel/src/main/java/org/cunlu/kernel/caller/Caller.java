package org.cunlu.kernel.caller;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.problem.ProblemException;

/**
 * Who makes this request and what he may do. Controllers take it as an argument; every query starts from its scope.
 * @param accountId the account, never null
 * @param grants roles that hold now, with their scopes
 */
public record Caller(String accountId, List<Grant> grants) implements Principal {
    /** Request attribute under which whoever checks the sign-in leaves the caller. */
    public static final String ATTRIBUTE = "cunlu.caller";

    public Caller {
        if (accountId == null || accountId.isBlank()) {
            throw new IllegalArgumentException("caller has no account");
        }
        grants = List.copyOf(grants);
    }

    /** The account's id: a principal is also what OpenAPI knows not to be a parameter. */
    @Override
    public String getName() {
        return accountId;
    }

    public boolean has(Role role) {
        return grants.stream().anyMatch(grant -> grant.role() == role);
    }

    /** @throws ProblemException 404 without the role: what a role may not do is an endpoint it does not have */
    public void require(Role role) {
        if (!has(role)) {
            throw ProblemException.notFound();
        }
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
