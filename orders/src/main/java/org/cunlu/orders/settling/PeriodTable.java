package org.cunlu.orders.settling;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.orders.SettlementDesk.Period;

/** Rows of closed periods: written once. */
@Singleton
class PeriodTable {
    private static final String COLUMNS = "SELECT period_no, from_on, until_on, closed_by, closed_at FROM ord_period";

    private final Sql sql;

    PeriodTable(Sql sql) {
        this.sql = sql;
    }

    Optional<Period> latest(String county) {
        return list(county, Integer.MAX_VALUE, 1).stream().findFirst();
    }

    /** @return the newest first */
    List<Period> list(String county, int before, int limit) {
        return sql.list(
                COLUMNS + " WHERE county_code = ? AND period_no < ? ORDER BY period_no DESC LIMIT ?",
                PeriodTable::period,
                county,
                before,
                limit);
    }

    Optional<Period> find(String county, int periodNo) {
        return sql.one(COLUMNS + " WHERE county_code = ? AND period_no = ?", PeriodTable::period, county, periodNo);
    }

    /** Fails as a duplicate when a rival closed it first. */
    void insert(String county, Period period) {
        sql.change(
                "INSERT INTO ord_period (county_code, period_no, from_on, until_on, closed_by, closed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                county,
                period.periodNo(),
                period.from(),
                period.until(),
                period.closedBy(),
                period.closedAt());
    }

    private static Period period(Row row) {
        return new Period(
                row.integer("period_no"),
                row.date("from_on"),
                row.date("until_on"),
                row.string("closed_by"),
                row.instant("closed_at"));
    }
}
