package org.cunlu.logistics.release;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.id.Ids;
import org.cunlu.logistics.release.Release.Step;

/** Releases and their steps. A state is only left by compare-and-set. */
@Singleton
class ReleaseTable {
    private final Sql sql;
    private final Ids ids;

    ReleaseTable(Sql sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /** @return false when this alert has opened one before */
    boolean insert(Release release, String actor) {
        int rows = sql.change(
                "INSERT IGNORE INTO log_release (release_id, county_code, level_code, alert_id, about, drill, state,"
                        + " occasion, purpose, transport, valid_until, sharing, giving_way, proposed_by, proposed_at,"
                        + " opened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                release.releaseId(),
                release.countyCode(),
                release.levelCode(),
                release.alertId(),
                release.about(),
                release.drill() ? 1 : 0,
                release.state(),
                release.occasion(),
                release.purpose(),
                release.transport(),
                release.validUntil(),
                release.sharing(),
                release.givingWay(),
                release.proposedBy(),
                release.proposedAt(),
                release.openedAt());
        if (rows == 1) {
            step(release, null, release.state(), actor, release.openedAt(), null);
        }
        return rows == 1;
    }

    private void step(
            Release release,
            @Nullable ReleaseState from,
            ReleaseState to,
            String actor,
            Instant at,
            @Nullable String why) {
        sql.change(
                "INSERT INTO log_release_step (step_id, release_id, county_code, from_state, to_state, actor, at, why)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                ids.next(),
                release.releaseId(),
                release.countyCode(),
                from,
                to,
                actor,
                at,
                why);
    }

    /** @return false when it has left that state */
    boolean move(Release release, ReleaseState to, String actor, Instant at, @Nullable String why) {
        return move(release, to, actor, at, why, "");
    }

    /** What an opened one is to be. */
    boolean completed(Release release, Release as, String actor, Instant at) {
        return move(
                release,
                ReleaseState.PROPOSED,
                actor,
                at,
                null,
                ", occasion = ?, purpose = ?, transport = ?, valid_until = ?, sharing = ?, giving_way = ?, drill = ?,"
                        + " proposed_by = ?, proposed_at = ?",
                as.occasion(),
                as.purpose(),
                as.transport(),
                as.validUntil(),
                as.sharing(),
                as.givingWay(),
                as.drill() ? 1 : 0,
                actor,
                at);
    }

    boolean reviewed(Release release, String actor, Instant at, @Nullable String why) {
        return move(release, ReleaseState.REVIEWED, actor, at, why, ", reviewed_by = ?, reviewed_at = ?", actor, at);
    }

    boolean approved(Release release, String actor, Instant at, Instant deliverBy, @Nullable LocalDate refillDue) {
        return move(
                release,
                ReleaseState.APPROVED,
                actor,
                at,
                null,
                ", approved_by = ?, approved_at = ?, deliver_by = ?, refill_due = ?",
                actor,
                at,
                deliverBy,
                refillDue);
    }

    boolean delivered(Release release, String actor, Instant at) {
        return move(release, ReleaseState.DELIVERED, actor, at, null, ", delivered_at = ?", at);
    }

    private boolean move(
            Release release,
            ReleaseState to,
            String actor,
            Instant at,
            @Nullable String why,
            String more,
            Object... values) {
        var arguments = new ArrayList<Object>();
        arguments.add(to);
        arguments.addAll(java.util.Arrays.asList(values));
        arguments.add(release.releaseId());
        arguments.add(release.state());
        boolean moved = sql.change(
                        "UPDATE log_release SET state = ?" + more + " WHERE release_id = ? AND state = ?",
                        arguments.toArray())
                == 1;
        if (moved) {
            step(release, release.state(), to, actor, at, why);
        }
        return moved;
    }

    /** @return false when that was told */
    boolean refillTold(String releaseId, int days) {
        return sql.change(
                        "UPDATE log_release SET refill_told = ? WHERE release_id = ? AND (refill_told IS NULL OR"
                                + " refill_told > ?)",
                        days,
                        releaseId,
                        days)
                == 1;
    }

    boolean refilled(String releaseId, LocalDate on) {
        return sql.change(
                        "UPDATE log_release SET refilled_on = ? WHERE release_id = ? AND refilled_on IS NULL",
                        on,
                        releaseId)
                == 1;
    }

    Optional<Release> find(String releaseId) {
        return sql.one("SELECT * FROM log_release WHERE release_id = ?", ReleaseTable::of, releaseId);
    }

    Optional<Release> lock(String releaseId) {
        return sql.one("SELECT * FROM log_release WHERE release_id = ? FOR UPDATE", ReleaseTable::of, releaseId);
    }

    Optional<Release> byAlert(String alertId) {
        return sql.one("SELECT * FROM log_release WHERE alert_id = ?", ReleaseTable::of, alertId);
    }

    /** @return newest first */
    List<Release> list(
            String countyCode, Collection<String> levels, @Nullable ReleaseState state, String before, int limit) {
        if (levels.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>();
        arguments.add(countyCode);
        arguments.addAll(levels);
        arguments.add(before);
        if (state != null) {
            arguments.add(state);
        }
        return sql.list(
                "SELECT * FROM log_release WHERE county_code = ? AND level_code IN (" + Sql.marks(levels.size())
                        + ") AND release_id < ?" + (state == null ? "" : " AND state = ?")
                        + " ORDER BY release_id DESC LIMIT " + limit,
                ReleaseTable::of,
                arguments.toArray());
    }

    /** @return the oldest first, from behind an id */
    List<Release> in(ReleaseState state, String after, int limit) {
        return sql.list(
                "SELECT * FROM log_release WHERE state = ? AND release_id > ? ORDER BY release_id LIMIT " + limit,
                ReleaseTable::of,
                state,
                after);
    }

    /** @return approved ones whose goods are not all there again */
    List<Release> toRefill(String after, int limit) {
        return sql.list(
                "SELECT * FROM log_release WHERE state IN ('APPROVED', 'BOOKED', 'DELIVERED') AND refill_due IS NOT NULL"
                        + " AND refilled_on IS NULL AND release_id > ? ORDER BY release_id LIMIT " + limit,
                ReleaseTable::of,
                after);
    }

    List<Step> steps(String releaseId) {
        return sql.list(
                "SELECT * FROM log_release_step WHERE release_id = ? ORDER BY step_id",
                row -> new Step(
                        row.string("from_state") == null ? null : row.constant("from_state", ReleaseState.class),
                        row.constant("to_state", ReleaseState.class),
                        row.string("actor"),
                        row.instant("at"),
                        row.string("why")),
                releaseId);
    }

    private static Release of(Row row) {
        Long told = row.numberOrNull("refill_told");
        return new Release(
                row.string("release_id"),
                row.string("county_code"),
                row.string("level_code"),
                row.string("alert_id"),
                row.string("about"),
                row.flag("drill"),
                row.constant("state", ReleaseState.class),
                row.string("occasion"),
                row.string("purpose"),
                row.string("transport"),
                row.instant("valid_until"),
                row.string("sharing") == null ? null : row.constant("sharing", SharingRule.class),
                row.string("giving_way") == null ? null : row.constant("giving_way", GivingWay.class),
                row.string("proposed_by"),
                row.instant("proposed_at"),
                row.string("reviewed_by"),
                row.instant("reviewed_at"),
                row.string("approved_by"),
                row.instant("approved_at"),
                row.instant("deliver_by"),
                row.instant("delivered_at"),
                row.date("refill_due"),
                row.date("refilled_on"),
                told == null ? null : told.intValue(),
                row.instant("opened_at"));
    }
}
