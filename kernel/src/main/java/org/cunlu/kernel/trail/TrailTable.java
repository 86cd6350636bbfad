package org.cunlu.kernel.trail;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;

/** Rows of {@code ker_trail}. Only ever inserts: what was done stays; sealing notes that a row waits no longer. */
@Singleton
class TrailTable implements Trail, TrailReading {
    private static final int SUBJECT_LENGTH_MAX = 120;
    private static final int ROWS_A_STATEMENT = 1_000;

    private final Sql sql;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;
    private final String county;

    TrailTable(Sql sql, Transactions transactions, Ids ids, Clock clock, @Value("${cunlu.county.code}") String county) {
        this.sql = sql;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.county = county;
    }

    @Override
    public void record(String actor, String act, String subject, String before, String after) {
        recordAll(actor, act, List.of(new Effect(subject, before, after)));
    }

    @Override
    public void recordAll(String actor, String act, List<Effect> effects) {
        transactions.require();
        List<Object[]> rows = effects.stream()
                .map(each -> new Object[] {
                    ids.next(), county, clock.instant(), actor, act, each.subject(), each.before(), each.after()
                })
                .toList();
        for (int start = 0; start < rows.size(); start += ROWS_A_STATEMENT) {
            sql.insertMany(
                    "INSERT INTO ker_trail (trail_id, county_code, recorded_at, actor, act, subject, state_before, state_after)",
                    rows.subList(start, Math.min(rows.size(), start + ROWS_A_STATEMENT)));
        }
    }

    /** Whoever is refused may have named anything, at any length: the row is written all the same. */
    private static String fitting(String subject) {
        return subject.codePointCount(0, subject.length()) <= SUBJECT_LENGTH_MAX
                ? subject
                : subject.substring(0, subject.offsetByCodePoints(0, SUBJECT_LENGTH_MAX - 1)) + "…";
    }

    @Override
    public void refused(String actor, String act, String subject, String why) {
        transactions.runApart(() -> record(actor, act + ".refused", fitting(subject), null, why));
    }

    /** Newest first. @param before an id, or null for the newest */
    List<TrailEntry> list(List<String> counties, TrailEntry.Filter filter, String before, int most) {
        if (counties.isEmpty()) {
            return List.of();
        }
        var where = new StringBuilder(" WHERE county_code IN (" + Sql.marks(counties.size()) + ")");
        var arguments = new ArrayList<Object>(counties);
        and(where, arguments, "actor = ?", filter.actor());
        and(where, arguments, "act = ?", filter.act());
        and(where, arguments, "subject = ?", filter.subject());
        and(where, arguments, "trail_id < ?", before);
        return sql.list(
                "SELECT trail_id, county_code, recorded_at, actor, act, subject, state_before, state_after FROM ker_trail"
                        + where + " ORDER BY trail_id DESC LIMIT " + most,
                TrailTable::entry,
                arguments.toArray());
    }

    @Override
    public List<Told> of(String subject, @Nullable String before, int most) {
        return list(List.of(county), new TrailEntry.Filter(null, null, subject), before, most).stream()
                .map(each ->
                        new Told(each.id(), each.recordedAt(), each.actor(), each.act(), each.before(), each.after()))
                .toList();
    }

    private static void and(StringBuilder where, List<Object> arguments, String condition, String wanted) {
        if (wanted != null) {
            where.append(" AND ").append(condition);
            arguments.add(wanted);
        }
    }

    private static TrailEntry entry(Row row) {
        return new TrailEntry(
                row.string("trail_id"),
                row.string("county_code"),
                row.instant("recorded_at"),
                row.string("actor"),
                row.string("act"),
                row.string("subject"),
                row.string("state_before"),
                row.string("state_after"));
    }

    /** What has no seal, oldest first: it was committed late or born out of order as well. */
    List<SealedRow> waiting(int most) {
        return sql.list(
                "SELECT " + SealedRow.COLUMNS + " FROM ker_trail t"
                        + " LEFT JOIN ker_trail_seal s ON s.trail_id = t.trail_id"
                        + " WHERE t.waits = 1 AND s.trail_id IS NULL ORDER BY t.written_at, t.trail_id LIMIT " + most,
                TrailTable::sealedRow);
    }

    void noLongerWait(List<String> trailIds) {
        sql.change(
                "UPDATE ker_trail SET waits = NULL WHERE trail_id IN (" + Sql.marks(trailIds.size()) + ")",
                trailIds.toArray());
    }

    private static SealedRow sealedRow(Row row) {
        return new SealedRow(
                row.string("trail_id"),
                row.string("county_code"),
                row.instant("recorded_at"),
                row.string("actor"),
                row.string("act"),
                row.string("subject"),
                row.string("state_before"),
                row.string("state_after"),
                row.instant("written_at"));
    }
}
