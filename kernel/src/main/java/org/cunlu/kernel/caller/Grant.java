package org.cunlu.kernel.caller;

import io.micronaut.serde.annotation.Serdeable;

/** One role in one scope. */
@Serdeable
public record Grant(Role role, Scope scope) {
    public Grant {
        if (role == null || scope == null) {
            throw new IllegalArgumentException("grant needs role and scope");
        }
    }
}
