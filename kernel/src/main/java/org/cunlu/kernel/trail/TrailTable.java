package org.cunlu.kernel.trail;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;

/** Only ever inserts: what was done stays. */
@Singleton
class TrailTable implements Trail {
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
        transactions.require();
        sql.change(
                "INSERT INTO ker_trail (trail_id, county_code, recorded_at, actor, act, subject, state_before, state_after)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                ids.next(),
                county,
                clock.instant(),
                actor,
                act,
                subject,
                before,
                after);
    }

    @Override
    public void refused(String actor, String act, String subject, String why) {
        transactions.runApart(() -> record(actor, act + ".refused", subject, null, why));
    }
}
