package org.cunlu.logistics.network;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.NetworkImport;

/** Loads a network file: read, lay over what is there, write what differs. */
@Singleton
class NetworkLoading implements NetworkImport {
    private final NetworkTables tables;
    private final NetworkWriting writing;
    private final NodeStepTable steps;
    private final Closing closing;
    private final NetworkWatch watch;
    private final Transactions transactions;
    private final Trail trail;

    NetworkLoading(
            NetworkTables tables,
            NetworkWriting writing,
            NodeStepTable steps,
            Closing closing,
            NetworkWatch watch,
            Transactions transactions,
            Trail trail) {
        this.tables = tables;
        this.writing = writing;
        this.steps = steps;
        this.closing = closing;
        this.watch = watch;
        this.transactions = transactions;
        this.trail = trail;
    }

    @Override
    public ImportReport network(Reader csv, boolean keepGood, String actor) {
        // Read whole before the transaction: it may come slowly over the network, and is read once though we may
        // repeat.
        String text = whole(csv);
        ImportReport report = transactions.run(() -> load(text, keepGood, actor));
        if (report.applied()) {
            watch.tryRefresh();
        }
        return report;
    }

    private ImportReport load(String text, boolean keepGood, String actor) {
        NetworkFile file = NetworkFile.read(new StringReader(text), tables.county());
        tables.lock();
        Tables before = tables.read();
        Tables after = Draft.lay(file, before, keepGood, closing);
        if (!file.faults().none() && !keepGood) {
            return new ImportReport(file.rows(), 0, 0, 0, file.faults().list(), false);
        }
        var tally = Tally.of(file, before, after);
        boolean differs = !before.equals(after);
        if (differs) {
            writing.write(before, after);
            steps.write(before, after, actor, "导入 · Import");
            trail.record(actor, "logistics.import-network", tables.county(), null, tally.text());
        }
        return new ImportReport(
                file.rows(),
                tally.created(),
                tally.updated(),
                tally.unchanged(),
                file.faults().list(),
                differs);
    }

    private static String whole(Reader csv) {
        var text = new StringWriter();
        try {
            csv.transferTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
