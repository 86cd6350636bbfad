package org.cunlu.orders.inputs;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.Reader;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import org.cunlu.kernel.bulk.CsvFile;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.InputLimits;

/** Loads the county's limits of a season, each row by the rules that hold for people too. */
@Singleton
class LimitLoading implements InputLimits {
    private static final Set<String> REQUIRED =
            Set.of("season", "what", "code", "unit", "amount", "valid_from", "valid_until");
    private static final int TEXT_MAX = 60;
    /** Names of fields of the API as the file's columns call them. */
    private static final Map<String, String> COLUMNS = Map.of("validFrom", "valid_from", "validUntil", "valid_until");

    private final LimitKeeping keeping;
    private final Transactions transactions;
    private final String county;

    LimitLoading(LimitKeeping keeping, Transactions transactions, @Value("${cunlu.county.code}") String county) {
        this.keeping = keeping;
        this.transactions = transactions;
        this.county = county;
    }

    /** Ends a transaction without keeping anything. */
    private static final class Faulty extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Faulty() {
            super("faulty", null, false, false);
        }
    }

    @Override
    public ImportReport limits(Reader csv, boolean keepGood, String actor) {
        CsvFile file = CsvFile.read(csv, REQUIRED, Set.of());
        var done = new long[LimitKeeping.Kept.values().length];
        boolean applied = true;
        try {
            transactions.run(() -> {
                // It may be run again: each time it counts anew.
                java.util.Arrays.fill(done, 0);
                file.rows().forEach(row -> load(row, actor, done));
                if (!file.faults().none() && !keepGood) {
                    throw new Faulty();
                }
            });
        } catch (Faulty _) {
            applied = false;
        }
        long created = applied ? done[LimitKeeping.Kept.NEW.ordinal()] : 0;
        long updated = applied ? done[LimitKeeping.Kept.OTHER_AMOUNT.ordinal()] : 0;
        return new ImportReport(
                file.rows().size(),
                created,
                updated,
                applied ? done[LimitKeeping.Kept.SAME.ordinal()] : 0,
                file.faults().list().stream()
                        .sorted(Comparator.comparingLong(RowFault::line))
                        .toList(),
                created + updated > 0);
    }

    private void load(CsvRow row, String actor, long[] done) {
        var limit = new Limit(
                "",
                county,
                row.name("season", TEXT_MAX),
                row.constant("what", Limit.What.class),
                row.name("code", TEXT_MAX),
                row.constant("unit", Limit.Unit.class),
                row.number("amount", 1, LimitController.AMOUNT_MAX),
                row.dateOrNull("valid_from"),
                row.dateOrNull("valid_until"),
                0);
        if (!row.bad() && (limit.validFrom() == null || limit.validUntil() == null)) {
            row.fault("valid_until", "date-missing", "请填起止日期 · Say from when to when");
        }
        if (row.bad()) {
            return;
        }
        try {
            done[keeping.load(limit, actor).ordinal()]++;
        } catch (ProblemException e) {
            String field = e.problem(null).field();
            row.fault(
                    field == null ? "code" : COLUMNS.getOrDefault(field, field),
                    e.code(),
                    e.problem(null).title());
        }
    }
}
