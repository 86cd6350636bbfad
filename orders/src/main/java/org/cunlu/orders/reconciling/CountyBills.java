package org.cunlu.orders.reconciling;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.orders.BillDesk;

/** Knows whose bills an operator may see and bring. */
@Singleton
class CountyBills implements BillDesk {
    /** Behind every id. */
    private static final String LAST = "~";

    private final Reconciling reconciling;
    private final Trail trail;
    private final String county;

    CountyBills(Reconciling reconciling, Trail trail, @Value("${cunlu.county.code}") String county) {
        this.reconciling = reconciling;
        this.trail = trail;
        this.county = county;
    }

    @Override
    public List<String> gateways() {
        return reconciling.gateways();
    }

    @Override
    public Page<Bill> bills(Caller operator, @Nullable String cursor, int limit) {
        String before = Ids.isId(cursor) ? cursor : LAST;
        return Page.of(reconciling.list(counties(operator), before, limit + 1), limit, Bill::billId);
    }

    @Override
    public Bill fetch(Caller operator, String gateway, LocalDate day) {
        demandCounty(operator);
        return reconciling.fetch(gateway, day, operator.accountId());
    }

    @Override
    public Bill take(Caller operator, String gateway, LocalDate day, byte[] file) {
        demandCounty(operator);
        return reconciling.take(gateway, day, file, operator.accountId());
    }

    private void demandCounty(Caller operator) {
        if (!counties(operator).contains(county)) {
            trail.refused(operator.accountId(), LOAD, county, "not-found");
            throw ProblemException.notFound();
        }
    }

    private static List<String> counties(Caller operator) {
        return operator.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE);
    }
}
