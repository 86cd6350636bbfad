package org.cunlu.kernel.caller;

import io.micronaut.serde.annotation.Serdeable;

/**
 * Where a role holds.
 * @param kind what {@code value} names
 * @param value code of the node, shop, brand, level or holding; the account's own id for {@link Kind#SELF}
 */
@Serdeable
public record Scope(Kind kind, String value) {
    /** What a scope is bound to. NODE is that node alone, SUBTREE the node and all below it. */
    public enum Kind {
        SELF,
        NODE,
        SUBTREE,
        SHOP,
        BRAND,
        LEVEL,
        HOLDING
    }

    public Scope {
        if (kind == null || value == null || value.isBlank()) {
            throw new IllegalArgumentException("scope needs kind and value");
        }
    }
}
