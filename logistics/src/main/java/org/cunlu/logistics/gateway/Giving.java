package org.cunlu.logistics.gateway;

import jakarta.inject.Singleton;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.cunlu.kernel.bulk.CsvFile;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.kernel.bulk.Faults;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Carrier;
import org.cunlu.logistics.GatewayWork.Kind;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.Scans;
import org.cunlu.logistics.StationWork.Outcome;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.gateway.FileTable.Sent;
import org.cunlu.logistics.gateway.FileTable.Tally;
import org.cunlu.logistics.gateway.Files.Worked;

/** Gives many parcels to a carrier at once: each row is a scan of its own, so one that is refused hinders no other. */
@Singleton
class Giving {
    /** Rows that are worked on side by side; each takes a connection. */
    private static final int SIDE_BY_SIDE = 4;

    private static final int MARKED_AT_ONCE = 500;

    private final Files files;
    private final Scans scans;
    private final ConsignmentTable consignments;
    private final Transactions transactions;

    Giving(Files files, Scans scans, ConsignmentTable consignments, Transactions transactions) {
        this.files = files;
        this.scans = scans;
        this.consignments = consignments;
        this.transactions = transactions;
    }

    /** @param line of the list, from 1, or of the file, the header being 1 */
    record Row(long line, String barcode, String waybill) {}

    /** @param key the sender's own name of this list */
    Sent rows(Caller caller, Node gateway, Carrier carrier, String key, List<Row> rows) {
        String content =
                rows.stream().map(row -> row.barcode() + "," + row.waybill()).collect(Collectors.joining("\n"));
        return files.once(
                caller, gateway, carrier, Kind.GIVEN, key, content, sent -> give(caller, sent, rows, new Faults()));
    }

    /** @param csv with the columns {@code barcode} and {@code waybill} */
    Sent file(Caller caller, Node gateway, Carrier carrier, String key, String csv) {
        return files.once(caller, gateway, carrier, Kind.GIVEN, key, csv, sent -> {
            CsvFile file = CsvFile.read(new StringReader(csv), Set.of("barcode", "waybill"), Set.of());
            var rows = new ArrayList<Row>();
            for (CsvRow row : file.rows()) {
                String barcode = row.text("barcode", 20);
                String waybill = row.text("waybill", 40);
                if (!row.bad()) {
                    rows.add(new Row(row.line(), barcode, waybill));
                }
            }
            return give(caller, sent, rows, file.faults());
        });
    }

    private Worked give(Caller caller, Sent sent, List<Row> rows, Faults faults) {
        List<Scans.Answered> answers = scanned(caller, sent, rows);
        var given = new ArrayList<String>();
        int known = 0;
        for (int i = 0; i < rows.size(); i++) {
            Scans.Answered answer = answers.get(i);
            if (answer.code() != null) {
                faults.add(rows.get(i).line(), null, answer.code(), answer.title());
            } else {
                given.add(rows.get(i).barcode());
                known += answer.outcome() == Outcome.REPEATED ? 1 : 0;
            }
        }
        mark(sent, given);
        List<RowFault> bad = faults.list();
        Set<Long> scanned = rows.stream().map(Row::line).collect(Collectors.toSet());
        int read = (int) (rows.size()
                + bad.stream()
                        .map(RowFault::line)
                        .distinct()
                        .filter(line -> !scanned.contains(line))
                        .count());
        return new Worked(new Tally(read, given.size() - known, known), bad);
    }

    private void mark(Sent sent, List<String> given) {
        for (int from = 0; from < given.size(); from += MARKED_AT_ONCE) {
            List<String> some = given.subList(from, Math.min(given.size(), from + MARKED_AT_ONCE));
            transactions.run(() -> consignments.ofFile(sent.fileId(), sent.nodeCode(), some));
        }
    }

    /** The answers stand in the order of the rows. */
    private List<Scans.Answered> scanned(Caller caller, Sent sent, List<Row> rows) {
        var answers = new ArrayList<Scans.Answered>(Collections.nCopies(rows.size(), null));
        List<List<Integer>> shares = shares(rows);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = shares.stream()
                    .<Future<?>>map(share -> workers.submit(() ->
                            share.forEach(i -> answers.set(i, scans.apply(caller, scan(sent, rows.get(i)), null)))))
                    .toList();
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return answers;
    }

    /** Which worker takes which rows. Rows that speak of the same parcel or waybill are one worker's, in their order. */
    private static List<List<Integer>> shares(List<Row> rows) {
        var seen = new HashMap<String, Integer>();
        rows.forEach(row -> {
            seen.merge("p" + row.barcode(), 1, Integer::sum);
            seen.merge("w" + row.waybill(), 1, Integer::sum);
        });
        var shares = new ArrayList<List<Integer>>();
        for (int worker = 0; worker < SIDE_BY_SIDE; worker++) {
            shares.add(new ArrayList<>());
        }
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            boolean alone = seen.get("p" + row.barcode()) == 1 && seen.get("w" + row.waybill()) == 1;
            shares.get(alone ? i % SIDE_BY_SIDE : 0).add(i);
        }
        return shares;
    }

    /** Parcel and waybill name the scan, so the same row again is the same scan. */
    private static Scan scan(Sent sent, Row row) {
        return ScanDraft.of(
                        row.barcode() + "/" + row.waybill(),
                        "list." + sent.fileId(),
                        ScanKind.HAND_OVER,
                        sent.nodeCode())
                .parcel(row.barcode())
                .carrier(sent.carrierCode(), row.waybill())
                .scan();
    }
}
