package org.cunlu.search.offers;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.search.IndexDesk.Refusal;

/** {@code sea_refused}: the offers whose documents the index refuses. Each is left out alone, and no other waits for it. */
@Singleton
class Refusals {
    private static final int REASON_MAX = 500;

    private final Sql sql;
    private final Transactions transactions;

    Refusals(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /** @param version of the offer @param reason as the index or the maker of documents gave it */
    record Refused(String offerId, long version, String reason) {}

    /** What was taken stands no more; what was refused stands, once more if it stood already. */
    void settle(Collection<String> taken, List<Refused> refused) {
        List<String> healed = taken.isEmpty() ? List.of() : transactions.read(() -> standingAmong(taken));
        if (healed.isEmpty() && refused.isEmpty()) {
            return;
        }
        transactions.run(() -> {
            healed.forEach(id -> sql.change("DELETE FROM sea_refused WHERE offer_id = ?", id));
            refused.forEach(this::note);
        });
    }

    private List<String> standingAmong(Collection<String> ids) {
        return sql.list(
                "SELECT offer_id FROM sea_refused WHERE offer_id IN (" + Sql.marks(ids.size()) + ")",
                row -> row.string("offer_id"),
                ids.toArray());
    }

    private void note(Refused refused) {
        String reason = refused.reason().length() <= REASON_MAX
                ? refused.reason()
                : refused.reason().substring(0, REASON_MAX);
        sql.change(
                "INSERT INTO sea_refused (offer_id, offer_version, reason, attempts, again, first_at, last_at)"
                        + " VALUES (?, ?, ?, 1, 0, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))"
                        + " ON DUPLICATE KEY UPDATE offer_version = VALUES(offer_version), reason = VALUES(reason),"
                        + " attempts = attempts + 1, again = 0, last_at = UTC_TIMESTAMP(3)",
                refused.offerId(),
                refused.version(),
                reason);
    }

    /** @return versions by offer id of those that are not to be tried again now */
    Map<String, Long> standing() {
        return transactions.read(() -> sql
                .list(
                        "SELECT offer_id, offer_version FROM sea_refused WHERE again = 0",
                        row -> Map.entry(row.string("offer_id"), row.number("offer_version")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    long count() {
        return transactions.read(() -> sql.one("SELECT COUNT(*) AS n FROM sea_refused", row -> row.number("n"))
                .orElseThrow());
    }

    /** @param after null for the first */
    List<Refusal> list(@Nullable String after, int limit) {
        return transactions.read(() -> sql.list(
                "SELECT * FROM sea_refused WHERE offer_id > ? ORDER BY offer_id LIMIT ?",
                Refusals::standing,
                after == null ? "" : after,
                limit));
    }

    /** Within the caller's transaction. @return whether it stands */
    boolean again(String offerId) {
        sql.change("UPDATE sea_refused SET again = 1 WHERE offer_id = ?", offerId);
        return !standingAmong(List.of(offerId)).isEmpty();
    }

    private static Refusal standing(Row row) {
        return new Refusal(
                row.string("offer_id"),
                row.number("offer_version"),
                row.string("reason"),
                (int) row.number("attempts"),
                row.flag("again"),
                row.instant("first_at"),
                row.instant("last_at"));
    }
}
