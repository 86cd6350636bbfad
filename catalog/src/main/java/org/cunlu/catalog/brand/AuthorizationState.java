package org.cunlu.catalog.brand;

import java.util.Map;
import java.util.Set;

/** How an authorisation stands. That it has expired is no step: its dates say so. */
enum AuthorizationState {
    /** By the brand's owner; the county has not looked at it yet. */
    PROPOSED,
    GRANTED,
    /** The county says no. */
    DECLINED,
    /** The owner thought better of it before the county decided. */
    WITHDRAWN,
    REVOKED;

    private static final Map<AuthorizationState, Set<AuthorizationState>> STEPS = Map.of(
            PROPOSED, Set.of(GRANTED, DECLINED, WITHDRAWN),
            GRANTED, Set.of(REVOKED),
            DECLINED, Set.of(),
            WITHDRAWN, Set.of(),
            REVOKED, Set.of());

    boolean leadsTo(AuthorizationState next) {
        return STEPS.get(this).contains(next);
    }
}
