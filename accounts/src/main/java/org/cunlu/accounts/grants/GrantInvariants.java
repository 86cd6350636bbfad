package org.cunlu.accounts.grants;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of grants, told to the audit. */
@Factory
class GrantInvariants {
    private static final String COUNT = "SELECT COUNT(*) FROM acc_grant";

    /**
     * Each row names the grant under which it was given, and with two people both; that one's role gives this one, it stood
     * and held then, held the scope as it lay then, and did not end earlier, unless the county decided by him. Rows that were
     * given from the server itself name none, and rows from before {@code given_at} was kept cannot be held against anything; both
     * are counted.
     */
    @Singleton
    @Named("grants-within-givers")
    Invariant noGrantBeyondItsGivers() {
        return new SqlInvariant(
                "no grant beyond its giver's at the time",
                COUNT,
                """
                SELECT CONCAT(g.grant_id, ' names no right of its giver') FROM acc_grant g
                JOIN acc_account a ON a.account_id = g.given_by
                WHERE g.given_at IS NOT NULL AND g.given_under IS NULL
                UNION ALL
                SELECT CONCAT(g.grant_id, ' was given to oneself') FROM acc_grant g
                WHERE g.account_id = g.given_by OR g.account_id = g.approved_by
                UNION ALL
                """ + beyond("given_by", "given_under") + " UNION ALL " + beyond("approved_by", "approved_under"));
    }

    /** Counts the same rows that {@link #noGrantBeyondItsGivers} looks at, and of those the powerful ones that stand. */
    @Singleton
    @Named("powerful-grants")
    Invariant powerfulGrantsHaveTwoPeople() {
        String powerful = "g.standing = 1 AND g.given_at IS NOT NULL AND g.role IN ("
                + WhoGives.powerful().stream()
                        .map(role -> "'" + role + "'")
                        .sorted()
                        .collect(Collectors.joining(",")) + ")";
        return new SqlInvariant(
                "a standing powerful grant has two people",
                "SELECT COUNT(*) FROM acc_grant g WHERE " + powerful,
                """
                SELECT CONCAT(g.grant_id, ' ', g.role, ' has not two people') FROM acc_grant g
                JOIN acc_account a ON a.account_id = g.given_by
                LEFT JOIN acc_grant_proposal p ON p.proposal_id = g.proposal_id
                WHERE %s AND NOT COALESCE(g.approved_by <> g.given_by AND g.approved_by <> g.account_id
                    AND g.approved_under IS NOT NULL AND g.approved_under <> g.given_under
                    AND p.state = 'APPROVED' AND p.proposed_by = g.given_by AND p.decided_by = g.approved_by
                    AND p.account_id = g.account_id AND p.role = g.role AND p.scope_kind = g.scope_kind
                    AND p.scope_value = g.scope_value, FALSE)
                """.formatted(powerful));
    }

    /** What the county decided holds when who decided it has left. */
    private static final String OFFICE =
            WhoGives.OFFICE.stream().map(role -> "'" + role + "'").sorted().collect(Collectors.joining(","));

    private static String beyond(String person, String under) {
        return """
                SELECT CONCAT(g.grant_id, ' ', g.role, ' is beyond ', g.%1$s) FROM acc_grant g
                LEFT JOIN acc_grant u ON u.grant_id = g.%2$s
                WHERE g.%2$s IS NOT NULL AND g.given_at IS NOT NULL AND NOT COALESCE(
                    u.account_id = g.%1$s
                    AND (g.role, u.role, u.scope_kind) IN (%3$s)
                    AND u.valid_from <= g.given_at AND (u.valid_until IS NULL OR u.valid_until > g.given_at)
                    AND (u.ended_at IS NULL OR u.ended_at >= g.written_at)
                    AND (u.valid_until IS NULL OR g.valid_until <= u.valid_until OR g.role IN (%4$s))
                    AND IF(u.scope_kind IN ('SUBTREE', 'LEVEL'),
                        LOCATE(CONCAT('/', u.scope_value, '/'), CONCAT(g.scope_path, '/')) > 0,
                        g.scope_kind = u.scope_kind AND g.scope_value = u.scope_value), FALSE)
                """.formatted(person, under, allowed(), OFFICE);
    }

    /** @return role, giver's role and the kind of the giver's scope, as the table of roles says */
    private static String allowed() {
        return WhoGives.all().entrySet().stream()
                .flatMap(entry -> entry.getValue().givers().stream()
                        .map(giver -> "('%s','%s','%s')".formatted(entry.getKey(), giver.role(), giver.kind())))
                .sorted()
                .collect(Collectors.joining(","));
    }
}
