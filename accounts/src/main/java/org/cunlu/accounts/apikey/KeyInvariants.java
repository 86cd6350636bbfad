package org.cunlu.accounts.apikey;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must be true of keys at any time. */
@Factory
class KeyInvariants {
    /** So old may be what a request remembers of a role that was ended. */
    private static final int STALE_SECONDS = 2;

    @Singleton
    @Named("keys are hashes")
    Invariant hashes() {
        return new SqlInvariant(
                "API keys are kept as hashes only",
                "SELECT COUNT(*) FROM acc_api_key",
                "SELECT key_id FROM acc_api_key WHERE LENGTH(secret_hash) <> 32 OR LENGTH(previous_hash) <> 32"
                        + " OR (previous_hash IS NULL) <> (previous_until IS NULL)"
                        + " OR (version = 1) <> (previous_hash IS NULL) OR previous_hash = secret_hash"
                        + " UNION ALL SELECT t.trail_id FROM ker_trail t JOIN acc_api_key k ON k.key_id = t.subject"
                        + " WHERE INSTR(t.state_after, CONCAT('ck_', k.key_id)) > 0");
    }

    @Singleton
    @Named("key makers")
    Invariant makers() {
        return new SqlInvariant(
                "API keys were made by operators of their county",
                "SELECT COUNT(*) FROM acc_api_key",
                "SELECT k.key_id FROM acc_api_key k LEFT JOIN acc_grant g ON g.grant_id = k.made_under"
                        + " AND g.account_id = k.made_by AND g.role = 'COUNTY_OPERATOR' AND g.scope_kind = 'SUBTREE'"
                        + " AND LEFT(k.county_code, CHAR_LENGTH(g.scope_value)) = g.scope_value"
                        + " AND g.valid_from <= k.made_at AND (g.valid_until IS NULL"
                        + " OR g.valid_until > TIMESTAMPADD(SECOND, -" + STALE_SECONDS + ", k.made_at))"
                        + " WHERE g.grant_id IS NULL");
    }

    @Singleton
    @Named("keys in the trail")
    Invariant trail() {
        return new SqlInvariant(
                "API keys have their rows in the trail",
                "SELECT COUNT(*) FROM acc_api_key",
                "SELECT k.key_id FROM acc_api_key k WHERE NOT EXISTS (SELECT 1 FROM ker_trail t"
                        + " WHERE t.subject = k.key_id AND t.act = 'accounts.api-key' AND t.actor = k.made_by)"
                        + " OR (k.live IS NULL AND NOT EXISTS (SELECT 1 FROM ker_trail t"
                        + " WHERE t.subject = k.key_id AND t.act = 'accounts.api-key.revoke' AND t.actor = k.revoked_by))"
                        + " OR k.version - 1 <> (SELECT COUNT(*) FROM ker_trail t"
                        + " WHERE t.subject = k.key_id AND t.act = 'accounts.api-key.rotate')");
    }
}
