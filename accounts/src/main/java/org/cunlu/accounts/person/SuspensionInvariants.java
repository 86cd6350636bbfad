package org.cunlu.accounts.person;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of suspended accounts, told to the audit. */
@Factory
class SuspensionInvariants {
    /** So long an instance may go on with what it remembers, see docs/accounts.md. */
    private static final int ALLOWANCE_SECONDS = 2;

    /** Refused attempts are no acts. */
    @Singleton
    @Named("suspended-accounts")
    Invariant nobodySuspendedActs() {
        return new SqlInvariant(
                "no act by a suspended account after its suspension",
                "SELECT COUNT(*) FROM acc_suspension",
                """
                SELECT CONCAT(s.account_id, ' ', t.act, ' ', t.trail_id) FROM acc_suspension s
                JOIN ker_trail t ON t.actor = s.account_id AND t.act NOT LIKE '%%.refused' AND %s
                UNION ALL
                SELECT CONCAT(s.account_id, ' opened session ', o.session_id) FROM acc_suspension s
                JOIN acc_session o ON o.account_id = s.account_id AND %s
                UNION ALL
                SELECT CONCAT(s.account_id, ' gave ', g.grant_id) FROM acc_suspension s
                JOIN acc_grant g ON g.given_by = s.account_id AND %s
                UNION ALL
                SELECT CONCAT(s.account_id, ' approved ', g.grant_id) FROM acc_suspension s
                JOIN acc_grant g ON g.approved_by = s.account_id AND %s
                UNION ALL
                SELECT CONCAT(a.account_id, ' is suspended since nobody knows when') FROM acc_account a
                LEFT JOIN acc_suspension s ON s.account_id = a.account_id AND s.open = 1
                WHERE (a.state = 'SUSPENDED') <> (s.suspension_id IS NOT NULL)
                """.formatted(
                                during("t.recorded_at"),
                                during("o.opened_at"),
                                during("g.written_at"),
                                during("g.written_at")));
    }

    private static String during(String moment) {
        return moment + " > s.suspended_at + INTERVAL " + ALLOWANCE_SECONDS + " SECOND AND (s.reinstated_at IS NULL OR "
                + moment + " < s.reinstated_at)";
    }
}
