package org.cunlu.catalog.brand;

import jakarta.inject.Singleton;
import java.io.Reader;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.AuthorizationGranted;
import org.cunlu.catalog.BrandImport;
import org.cunlu.catalog.BrandedOffers;
import org.cunlu.kernel.bulk.CsvFile;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;

/** Loads regional brands first and then the rights under them, each row by the rules that hold for people too. */
@Singleton
class BrandLoading implements BrandImport {
    /** Names of fields of the API as the file's columns call them. */
    private static final Map<String, String> COLUMNS = Map.of(
            "originArea", "origin_area",
            "ownerName", "owner",
            "standardNo", "standard",
            "sellerCode", "seller_code",
            "validUntil", "valid_until",
            "certificateNo", "certificate_no");

    private final BrandTable brands;
    private final AuthorizationTable table;
    private final Reviewing reviewing;
    private final Rules rules;
    private final BrandedOffers offers;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    BrandLoading(
            BrandTable brands,
            AuthorizationTable table,
            Reviewing reviewing,
            Rules rules,
            BrandedOffers offers,
            Transactions transactions,
            Outbox outbox,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.brands = brands;
        this.table = table;
        this.reviewing = reviewing;
        this.rules = rules;
        this.offers = offers;
        this.transactions = transactions;
        this.outbox = outbox;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** Counts what became of the rows of one attempt. */
    private static final class Tally {
        private long created;
        private long updated;
        private long unchanged;

        private void begin() {
            created = 0;
            updated = 0;
            unchanged = 0;
        }

        private ImportReport report(CsvFile file, boolean applied) {
            List<RowFault> faults = file.faults().list().stream()
                    .sorted(Comparator.comparingLong(RowFault::line))
                    .toList();
            return new ImportReport(
                    file.rows().size(),
                    applied ? created : 0,
                    applied ? updated : 0,
                    applied || faults.isEmpty() ? unchanged : 0,
                    faults,
                    applied);
        }
    }

    /** Ends a transaction without keeping anything. */
    private static final class Faulty extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Faulty() {
            super("faulty", null, false, false);
        }
    }

    @Override
    public ImportReport brands(Reader csv, boolean keepGood, String actor) {
        CsvFile file = CsvFile.read(csv, BrandColumns.REQUIRED, BrandColumns.OPTIONAL);
        var tally = new Tally();
        try {
            transactions.run(() -> {
                // It may be run again.
                tally.begin();
                for (BrandColumns.Kind kind : BrandColumns.Kind.values()) {
                    for (CsvRow row : file.rows()) {
                        if (!row.bad()
                                && BrandColumns.kind(row).filter(kind::equals).isPresent()) {
                            load(kind, row, actor, tally);
                        }
                    }
                }
                if (!file.faults().none() && !keepGood) {
                    throw new Faulty();
                }
                offers.tell(null);
            });
        } catch (Faulty _) {
            return tally.report(file, false);
        }
        return tally.report(file, tally.created + tally.updated > 0);
    }

    private void load(BrandColumns.Kind kind, CsvRow row, String actor, Tally tally) {
        try {
            switch (kind) {
                case BRAND -> BrandColumns.brand(row).ifPresent(brand -> define(brand, actor, tally));
                case AUTHORIZATION -> BrandColumns.authorization(row).ifPresent(right -> grant(right, actor, tally));
            }
        } catch (ProblemException e) {
            String field = e.problem(null).field();
            String column = field == null ? "brand_code" : COLUMNS.getOrDefault(field, field);
            row.fault(column, e.code(), e.problem(null).title());
        }
    }

    private void define(Brand wanted, String actor, Tally tally) {
        Brand before = known(wanted.brandCode());
        Brand after = reviewing.define(before, wanted, actor);
        if (after.equals(before)) {
            tally.unchanged++;
        } else if (before.originArea() == null) {
            tally.created++;
        } else {
            tally.updated++;
        }
    }

    /** A certificate stands for one right: the same number again is that right. */
    private void grant(Proposal right, String actor, Tally tally) {
        Brand brand = known(right.brandCode());
        Authorization wanted = right.as(ids.next(), AuthorizationState.GRANTED);
        var same = table.certified(
                right.brandCode(), right.sellerCode(), right.certificateNo().strip());
        if (same.isPresent()) {
            if (!same.get().saysTheSame(wanted)) {
                throw ProblemException.invalid(
                        "certificateNo",
                        "certificate-differs",
                        "该证书号已有不同的授权 · Another right stands under this number: change it by the county's pages");
            }
            tally.unchanged++;
            return;
        }
        Instant now = clock.instant();
        rules.check(brand, wanted, CountyTime.date(now));
        table.insert(List.of(wanted), now, actor);
        trail.record(actor, "catalog.brand-import", wanted.authorizationId(), null, wanted.said());
        outbox.append(new AuthorizationGranted(wanted.authorizationId(), wanted.brandCode(), wanted.sellerCode(), now));
        tally.created++;
    }

    private Brand known(String code) {
        return brands.lock(code)
                .orElseThrow(() -> ProblemException.invalid(
                        "brand_code", "brand-unknown", "没有这个品牌，请先载入商品 · No such brand: load the goods first"));
    }
}
