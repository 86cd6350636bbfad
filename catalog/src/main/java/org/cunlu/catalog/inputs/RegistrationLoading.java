package org.cunlu.catalog.inputs;

import jakarta.inject.Singleton;
import java.io.Reader;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import org.cunlu.catalog.ControlledOffers;
import org.cunlu.catalog.Ingredient;
import org.cunlu.catalog.InputImport;
import org.cunlu.catalog.InputKind;
import org.cunlu.catalog.LicenceClass;
import org.cunlu.catalog.PaperLicences;
import org.cunlu.catalog.Toxicity;
import org.cunlu.kernel.bulk.CsvFile;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;

/** Loads registrations and licences on paper, each row by the rules that hold for people too. */
@Singleton
class RegistrationLoading implements InputImport {
    private static final Set<String> REQUIRED = Set.of("record", "valid_from", "valid_until");
    private static final Set<String> OPTIONAL = Set.of(
            "product_code",
            "kind",
            "registration_no",
            "toxicity",
            "restricted",
            "active_ingredient",
            "seller_code",
            "licence",
            "number");
    private static final int TEXT_MAX = 60;
    /** Names of fields of the API as the file's columns call them. */
    private static final Map<String, String> COLUMNS = Map.of(
            "registrationNo", "registration_no", "validUntil", "valid_until", "activeIngredient", "active_ingredient");

    private final Registering registering;
    private final RegistrationTable table;
    private final PaperLicences licences;
    private final ControlledOffers offers;
    private final Transactions transactions;
    private final Clock clock;

    RegistrationLoading(
            Registering registering,
            RegistrationTable table,
            PaperLicences licences,
            ControlledOffers offers,
            Transactions transactions,
            Clock clock) {
        this.registering = registering;
        this.table = table;
        this.licences = licences;
        this.offers = offers;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Ends a transaction without keeping anything. */
    private static final class Faulty extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Faulty() {
            super("faulty", null, false, false);
        }
    }

    private static final class Tally {
        private long created;
        private long updated;
        private long unchanged;
    }

    @Override
    public ImportReport registrations(Reader csv, boolean keepGood, String actor) {
        CsvFile file = CsvFile.read(csv, REQUIRED, OPTIONAL);
        try {
            // It may be run again: each time it counts anew.
            Tally tally = transactions.run(() -> load(file, keepGood, actor));
            return report(file, tally, tally.created + tally.updated > 0);
        } catch (Faulty _) {
            return report(file, new Tally(), false);
        }
    }

    private Tally load(CsvFile file, boolean keepGood, String actor) {
        var tally = new Tally();
        for (CsvRow row : file.rows()) {
            switch (row.cell("record").orElse("")) {
                case "registration" -> registration(row, actor, tally);
                case "licence" -> licence(row, actor, tally);
                default -> row.fault("record", "record-unknown", "应为 registration 或 licence · Neither of them");
            }
        }
        if (!file.faults().none() && !keepGood) {
            throw new Faulty();
        }
        offers.tell();
        return tally;
    }

    private void registration(CsvRow row, String actor, Tally tally) {
        Registration said = said(row);
        if (row.bad()) {
            return;
        }
        try {
            var before = table.find(said.productCode());
            Registration now = registering.keep(registering.known(said.productCode()), said, actor);
            if (before.isEmpty()) {
                tally.created++;
            } else if (before.get().equals(now)) {
                tally.unchanged++;
            } else {
                tally.updated++;
            }
        } catch (ProblemException e) {
            fault(row, "product_code", e);
        }
    }

    private void licence(CsvRow row, String actor, Tally tally) {
        var paper = new PaperLicences.Paper(
                row.code("seller_code"),
                row.constant("licence", LicenceClass.class),
                row.name("number", TEXT_MAX),
                row.dateOrNull("valid_from"),
                row.dateOrNull("valid_until"));
        dated(row, paper.from(), paper.until());
        if (row.bad()) {
            return;
        }
        if (paper.until().isBefore(paper.from()) || paper.until().isBefore(CountyTime.date(clock.instant()))) {
            row.fault("valid_until", "already-over", "结束早于开始或已过期 · It ends before it begins, or is over");
            return;
        }
        try {
            if (licences.keep(paper, actor)) {
                tally.created++;
            } else {
                tally.unchanged++;
            }
        } catch (ProblemException e) {
            fault(row, "seller_code", e);
        }
    }

    private static void fault(CsvRow row, String column, ProblemException e) {
        String field = e.problem(null).field();
        row.fault(
                field == null ? column : COLUMNS.getOrDefault(field, field),
                e.code(),
                e.problem(null).title());
    }

    private static void dated(CsvRow row, LocalDate from, LocalDate until) {
        if (!row.bad() && (from == null || until == null)) {
            row.fault("valid_until", "date-missing", "请填起止日期 · Say from when to when");
        }
    }

    private static Registration said(CsvRow row) {
        var kind = row.constant("kind", InputKind.class);
        var toxicity = row.cell("toxicity").isEmpty() ? null : row.constant("toxicity", Toxicity.class);
        var said = new Registration(
                row.code("product_code"),
                kind,
                row.text("registration_no", TEXT_MAX),
                toxicity,
                row.flag("restricted"),
                Ingredient.named(row.nameOrNull("active_ingredient", TEXT_MAX)),
                row.dateOrNull("valid_from"),
                row.dateOrNull("valid_until"),
                false,
                0);
        dated(row, said.validFrom(), said.validUntil());
        return said;
    }

    private static ImportReport report(CsvFile file, Tally tally, boolean applied) {
        var faults = file.faults().list().stream()
                .sorted(Comparator.comparingLong(RowFault::line))
                .toList();
        return new ImportReport(
                file.rows().size(),
                applied ? tally.created : 0,
                applied ? tally.updated : 0,
                applied || faults.isEmpty() ? tally.unchanged : 0,
                faults,
                applied);
    }
}
