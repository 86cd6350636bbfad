package org.cunlu.accounts.privacy;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of looks and of those who were forgotten. */
@Factory
class PrivacyInvariants {
    @Singleton
    @Named("look-has-both")
    Invariant lookHasBoth() {
        return new SqlInvariant(
                "each look has a viewer and somebody else who was looked at",
                "SELECT COUNT(*) FROM acc_look",
                "SELECT CONCAT('look ', l.look_id) FROM acc_look l"
                        + " LEFT JOIN acc_account v ON v.account_id = l.viewer"
                        + " LEFT JOIN acc_account s ON s.account_id = l.subject"
                        + " WHERE v.account_id IS NULL OR s.account_id IS NULL OR l.viewer = l.subject");
    }

    @Singleton
    @Named("erased-is-gone")
    Invariant erasedIsGone() {
        return new SqlInvariant(
                "nothing sealed is left of who was forgotten",
                "SELECT COUNT(*) FROM acc_account WHERE state = 'ERASED'",
                "SELECT CONCAT('account ', a.account_id) FROM acc_account a WHERE a.state = 'ERASED' AND ("
                        + "a.phone_sealed IS NOT NULL OR a.phone_index IS NOT NULL OR a.password_hash IS NOT NULL"
                        + " OR EXISTS (SELECT 1 FROM acc_recipient r WHERE r.account_id = a.account_id)"
                        + " OR EXISTS (SELECT 1 FROM acc_address b WHERE b.account_id = a.account_id)"
                        + " OR EXISTS (SELECT 1 FROM acc_villager v WHERE v.account_id = a.account_id)"
                        + " OR EXISTS (SELECT 1 FROM acc_verification n WHERE n.account_id = a.account_id"
                        + " AND (n.number_sealed IS NOT NULL OR n.name_sealed IS NOT NULL))"
                        + " OR EXISTS (SELECT 1 FROM acc_consent c WHERE c.account_id = a.account_id"
                        + " AND (c.standing = 1 OR c.reference_sealed IS NOT NULL)))");
    }
}
