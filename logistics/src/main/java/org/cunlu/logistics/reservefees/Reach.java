package org.cunlu.logistics.reservefees;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Which levels and holdings somebody may ask about, and acts of which also a refusal leaves a row. */
@Singleton
class Reach {
    /** Roles that read all of their level. */
    static final Role[] READERS = {
        Role.RESERVE_OFFICER, Role.RESERVE_REVIEWER, Role.RESERVE_AUTHORITY, Role.RESERVE_AUDITOR
    };

    private final Transactions transactions;
    private final Trail trail;
    private final String county;

    Reach(Transactions transactions, Trail trail, @Value("${cunlu.county.code}") String county) {
        this.transactions = transactions;
        this.trail = trail;
        this.county = county;
    }

    String county() {
        return county;
    }

    static List<String> levels(Caller caller, Role... roles) {
        return Arrays.stream(roles)
                .flatMap(role -> caller.scopes(role, Scope.Kind.LEVEL).stream())
                .distinct()
                .toList();
    }

    /** @return holdings that are the caller's own */
    static List<String> own(Caller caller) {
        return caller.scopes(Role.RESERVE_HOLDER, Scope.Kind.HOLDING);
    }

    /** @throws ProblemException 404 for another's level, which is as absent as one that does not exist */
    static void demand(Caller caller, String levelCode, Role... roles) {
        if (!levels(caller, roles).contains(levelCode)) {
            throw ProblemException.notFound();
        }
    }

    /** One transaction; who was refused leaves a row in the trail. */
    <T> T attempt(Caller caller, String act, String subject, Supplier<T> work) {
        try {
            return transactions.run(work);
        } catch (ProblemException refused) {
            trail.refused(caller.accountId(), act, subject, refused.code());
            throw refused;
        }
    }
}
