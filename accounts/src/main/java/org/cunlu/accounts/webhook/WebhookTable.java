package org.cunlu.accounts.webhook;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.WebhookDesk.State;
import org.cunlu.accounts.webhook.Webhook.Owner;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.FieldCipher;

/** Rows of {@code acc_webhook}. */
@Singleton
class WebhookTable {
    static final String SECRET = "acc_webhook.secret";

    private static final String IN = "TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(3))";
    private static final String SELECT =
            "SELECT webhook_id, county_code, shop_code, url, facts, state, version, failing_since, failures,"
                    + " previous_until, made_at, made_by FROM acc_webhook";
    private static final String OWN = " WHERE county_code = ? AND shop_code <=> ? AND state <> 'REMOVED'";

    private final Sql sql;
    private final FieldCipher cipher;

    WebhookTable(Sql sql, FieldCipher cipher) {
        this.sql = sql;
        this.cipher = cipher;
    }

    /** Secrets that sign now, the newest first. */
    record Target(Webhook webhook, List<String> secrets) {
        /** Hides the secrets from logs. */
        @Override
        public String toString() {
            return "Target[" + webhook.webhookId() + "]";
        }
    }

    /**
     * @return whether the owner had fewer than {@code most}
     * @throws org.cunlu.kernel.db.SqlFailure a duplicate when he has one of this address
     */
    boolean insert(Webhook webhook, String secret, int most) {
        return sql.change(
                        "INSERT INTO acc_webhook (webhook_id, county_code, shop_code, taken, url, facts, secret_sealed,"
                                + " state, rests_until, made_at, made_by)"
                                + " SELECT ?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), ?, ?"
                                + " FROM (SELECT COUNT(*) AS n FROM acc_webhook" + OWN + ") AS own WHERE own.n < ?",
                        webhook.webhookId(),
                        webhook.county(),
                        webhook.shop(),
                        taken(webhook.owner(), webhook.url()),
                        webhook.url(),
                        String.join(",", webhook.facts()),
                        cipher.seal(SECRET, secret),
                        webhook.state(),
                        webhook.madeAt(),
                        webhook.madeBy(),
                        webhook.county(),
                        webhook.shop(),
                        most)
                == 1;
    }

    Optional<Webhook> find(String webhookId, Owner owner) {
        return sql.one(
                SELECT + OWN + " AND webhook_id = ?", WebhookTable::webhook, owner.county(), owner.shop(), webhookId);
    }

    List<Webhook> page(Owner owner, String after, int limit) {
        return sql.list(
                SELECT + OWN + " AND webhook_id > ? ORDER BY webhook_id LIMIT ?",
                WebhookTable::webhook,
                owner.county(),
                owner.shop(),
                after,
                limit);
    }

    /** @return all that are told at present */
    List<Webhook> live() {
        return sql.list(SELECT + " WHERE state = 'LIVE' ORDER BY webhook_id", WebhookTable::webhook);
    }

    Optional<Target> target(String webhookId, Instant now) {
        return sql.one(
                SELECT.replace(" FROM", ", secret_sealed, previous_sealed FROM")
                        + " WHERE webhook_id = ? AND state = 'LIVE'",
                row -> target(row, now),
                webhookId);
    }

    /**
     * @param madeBy who answers for it from now on
     * @return whether it was at this version
     * @throws org.cunlu.kernel.db.SqlFailure a duplicate when its owner has another of this address
     */
    boolean change(Webhook seen, String url, List<String> facts, State state, String madeBy) {
        // Switched on again it begins anew.
        return sql.change(
                        "UPDATE acc_webhook SET taken = ?, url = ?, facts = ?, state = ?, made_by = ?, version = version + 1,"
                                + " failing_since = NULL, failures = 0, rests_until = UTC_TIMESTAMP(3)"
                                + " WHERE webhook_id = ? AND version = ? AND state <> 'REMOVED'",
                        state == State.REMOVED ? null : taken(seen.owner(), url),
                        url,
                        String.join(",", facts),
                        state,
                        madeBy,
                        seen.webhookId(),
                        seen.version())
                == 1;
    }

    /** @return whether it was at this version */
    boolean rotate(Webhook seen, String secret, Instant overlapUntil) {
        return sql.change(
                        "UPDATE acc_webhook SET previous_sealed = secret_sealed, previous_until = ?, secret_sealed = ?,"
                                + " version = version + 1 WHERE webhook_id = ? AND version = ? AND state <> 'REMOVED'",
                        overlapUntil,
                        cipher.seal(SECRET, secret),
                        seen.webhookId(),
                        seen.version())
                == 1;
    }

    void succeeded(String webhookId) {
        sql.change(
                "UPDATE acc_webhook SET failing_since = NULL, failures = 0 WHERE webhook_id = ? AND failures > 0",
                webhookId);
    }

    void failed(String webhookId, Duration rest, Instant now) {
        sql.change(
                "UPDATE acc_webhook SET failing_since = COALESCE(failing_since, ?), failures = failures + 1,"
                        + " rests_until = " + IN + " WHERE webhook_id = ?",
                now,
                rest.toMillis() * 1000,
                webhookId);
    }

    /**
     * @param least failures that there must have been @param before since before when
     * @return whether it was live and is switched off now
     */
    boolean breakOff(String webhookId, int least, Instant before) {
        return sql.change(
                        "UPDATE acc_webhook SET state = 'BROKEN', version = version + 1"
                                + " WHERE webhook_id = ? AND state = 'LIVE' AND failures >= ? AND failing_since <= ?",
                        webhookId,
                        least,
                        before)
                == 1;
    }

    /** @return whether it was at this version and live */
    boolean switchOff(Webhook seen) {
        return sql.change(
                        "UPDATE acc_webhook SET state = 'BROKEN', version = version + 1"
                                + " WHERE webhook_id = ? AND version = ? AND state = 'LIVE'",
                        seen.webhookId(),
                        seen.version())
                == 1;
    }

    private static byte[] taken(Owner owner, String url) {
        String of = owner.county() + ' ' + (owner.shop() == null ? "" : owner.shop()) + ' ' + url;
        try {
            return MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every platform has SHA-256", e);
        }
    }

    private Target target(Row row, Instant now) {
        var secrets = new ArrayList<String>();
        secrets.add(cipher.open(SECRET, row.bytes("secret_sealed")));
        Webhook webhook = webhook(row);
        if (webhook.previousUntil() != null && now.isBefore(webhook.previousUntil())) {
            secrets.add(cipher.open(SECRET, row.bytes("previous_sealed")));
        }
        return new Target(webhook, secrets);
    }

    private static Webhook webhook(Row row) {
        return new Webhook(
                row.string("webhook_id"),
                row.string("county_code"),
                row.string("shop_code"),
                row.string("url"),
                List.of(row.string("facts").split(",")),
                row.constant("state", State.class),
                row.integer("version"),
                row.instant("failing_since"),
                row.integer("failures"),
                row.instant("previous_until"),
                row.instant("made_at"),
                row.string("made_by"));
    }
}
