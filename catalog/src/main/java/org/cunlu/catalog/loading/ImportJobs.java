package org.cunlu.catalog.loading;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.cunlu.catalog.CatalogFiles;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.media.Picture;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads files apart from the request that brought them; also gives out what would make them. */
@Singleton
class ImportJobs implements CatalogFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ImportJobs.class);
    /** They wait for each other anyway; each holds its file in memory. */
    private static final int AT_WORK_MAX = 3;

    private static final int FAULTS_MAX = 5_000;

    private final CatalogLoading loading;
    private final JobTable table;
    private final ExportTable export;
    private final Idempotency idempotency;
    private final Transactions transactions;
    private final ObjectMapper json;
    private final Ids ids;
    private final ExecutorService blocking;

    ImportJobs(
            CatalogLoading loading,
            JobTable table,
            ExportTable export,
            Idempotency idempotency,
            Transactions transactions,
            ObjectMapper json,
            Ids ids,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.loading = loading;
        this.table = table;
        this.export = export;
        this.idempotency = idempotency;
        this.transactions = transactions;
        this.json = json;
        this.ids = ids;
        this.blocking = blocking;
    }

    /** What a key stands for. @param sha256 of the file */
    @Serdeable
    record Brought(String sha256, boolean keepGood) {}

    @Serdeable
    record Begun(String id) {}

    /** @param faults of all */
    @Serdeable
    record Kept(ImportReport report, long faults) {}

    @Override
    public Loading start(Caller caller, byte[] file, boolean keepGood, String key) {
        String csv = Sheet.csv(file);
        String actor = caller.accountId();
        var mine = new AtomicReference<String>();
        var brought = new Brought(Picture.sha256(file), keepGood);
        String id = idempotency
                .once(actor, "catalog.import", key, brought, Begun.class, () -> {
                    mine.set(inserted(actor));
                    return new Begun(mine.get());
                })
                .id();
        // Whoever comes with the same key again finds what the first one begun.
        if (id.equals(mine.get())) {
            begin(id, actor, null, csv, keepGood);
        }
        return status(id);
    }

    @Override
    public byte[] refused(String id) {
        return (Ids.isId(id) ? table.refused(id) : Optional.<String>empty())
                .orElseThrow(ProblemException::notFound)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Loading one(String id) {
        return status(id);
    }

    @Override
    public Page<Line> own(Caller caller, @Nullable String cursor, int limit) {
        return Page.of(table.of(caller.accountId(), cursor, limit + 1), limit, Line::id);
    }

    @Override
    public byte[] csv() {
        return TableFile.csv(export.lines());
    }

    @Override
    public byte[] workbook() {
        return Sheet.workbook(export.lines());
    }

    /** @throws ProblemException {@code file-unreadable}; 409 {@code imports-at-work} */
    Loading start(String actor, byte[] file, boolean keepGood) {
        return start(actor, null, file, keepGood);
    }

    /** The same for a seller's file. @param rights his own shops, asked anew while it is loaded @throws ProblemException as above; 409 {@code import-at-work} of his own */
    Loading startOwn(String actor, Supplier<Set<String>> rights, byte[] file, boolean keepGood) {
        if (table.atWorkOf(actor) > 0) {
            throw ProblemException.of(
                    409, "import-at-work", "您的上一个文件还在导入 · Your last file is still being loaded", null);
        }
        return start(actor, rights, file, keepGood);
    }

    private Loading start(String actor, @Nullable Supplier<Set<String>> rights, byte[] file, boolean keepGood) {
        String csv = Sheet.csv(file);
        String id = transactions.run(() -> inserted(actor));
        begin(id, actor, rights, csv, keepGood);
        return status(id);
    }

    private String inserted(String actor) {
        if (table.atWork() >= AT_WORK_MAX) {
            throw ProblemException.of(
                    409, "imports-at-work", "已有多个文件在导入，请稍后 · Several files are being loaded, wait a moment", null);
        }
        String id = ids.next();
        table.insert(id, actor);
        return id;
    }

    private void begin(String id, String actor, @Nullable Supplier<Set<String>> rights, String csv, boolean keepGood) {
        Runnable work = () -> work(id, actor, rights, csv, keepGood);
        blocking.execute(PropagatedContext.empty().wrap(work));
    }

    /** @throws ProblemException {@code not-found} also for another's */
    Loading statusOf(String actor, String id) {
        if (!Ids.isId(id)
                || table.find(id).filter(job -> job.madeBy().equals(actor)).isEmpty()) {
            throw ProblemException.notFound();
        }
        return status(id);
    }

    Loading status(String id) {
        JobTable.Job job = (Ids.isId(id) ? table.find(id) : Optional.<JobTable.Job>empty())
                .orElseThrow(ProblemException::notFound);
        Kept kept = job.report() == null ? null : read(job.report());
        return new Loading(
                id,
                job.ended(),
                job.rowsTotal(),
                job.rowsDone(),
                kept == null ? 0 : kept.faults(),
                kept == null ? null : kept.report());
    }

    private void work(String id, String actor, @Nullable Supplier<Set<String>> rights, String csv, boolean keepGood) {
        try {
            ImportReport report = loading.load(
                    new StringReader(csv),
                    keepGood,
                    actor,
                    rights,
                    (stage, total, done) -> transactions.runApart(() -> table.tell(id, stage, total, done, null)));
            done(id, report, csv);
        } catch (ProblemException refused) {
            done(id, new ImportReport(0, 0, 0, 0, List.of(fault(refused)), false), csv);
        } catch (RuntimeException e) {
            LOG.error("import {} failed, nothing was loaded", id, e);
            transactions.run(() -> table.tell(id, Stage.FAILED, 0, 0, null));
        }
    }

    /** Of the whole file, so of its first line. */
    private static RowFault fault(ProblemException refused) {
        return new RowFault(1, null, refused.code(), refused.problem(null).title());
    }

    private void done(String id, ImportReport report, String csv) {
        try {
            var shown = new ImportReport(
                    report.rows(),
                    report.created(),
                    report.updated(),
                    report.unchanged(),
                    report.faults().stream().limit(FAULTS_MAX).toList(),
                    report.applied());
            String text =
                    json.writeValueAsString(new Kept(shown, report.faults().size()));
            String refused = RefusedRows.of(csv, shown.faults());
            transactions.run(() -> table.done(id, report.rows(), text, refused));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Kept read(String text) {
        try {
            return json.readValue(text, Kept.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
