package org.cunlu.catalog.shop;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import org.cunlu.catalog.CatalogKeepers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

@Singleton
class OperatorsOfAll implements CatalogKeepers {
    private final String county;
    private final Trail trail;

    OperatorsOfAll(@Value("${cunlu.county.code}") String county, Trail trail) {
        this.county = county;
        this.trail = trail;
    }

    /** Codes of areas within each other begin alike: an operator of the province is one of its counties. */
    @Override
    public void demand(Caller caller, String act, String subject) {
        if (caller.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).stream().noneMatch(county::startsWith)) {
            trail.refused(caller.accountId(), act, subject, "not-found");
            throw ProblemException.notFound();
        }
    }
}
