package org.cunlu.logistics.scanning;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.logistics.Claimant;
import org.cunlu.logistics.NumberKind;
import org.cunlu.logistics.ScanSteps.Call;
import org.cunlu.logistics.Scans.Answered;
import org.cunlu.logistics.StationWork.Outcome;
import org.cunlu.logistics.StationWork.Scan;

/** The table of scans with their answers. */
@Singleton
class ScanTable {
    private static final Pattern TRIP = Pattern.compile("[\\x21-\\x7e]{1,64}");

    private final Sql sql;
    private final BlindIndex index;

    ScanTable(Sql sql, BlindIndex index) {
        this.sql = sql;
        this.index = index;
    }

    /** An answer that was given before, and whether it was to this very scan. */
    record Remembered(Answered answer, boolean same) {}

    Optional<Remembered> remembered(Scan scan) {
        return Optional.ofNullable(remembered(List.of(scan)).get(scan));
    }

    /** @return of those of them that were answered before; a scan without number never was */
    Map<Scan, Remembered> remembered(List<Scan> some) {
        var known = new HashMap<Scan, Remembered>();
        some.stream()
                .filter(scan -> scan.scanner() != null && scan.scanId() != null)
                .collect(Collectors.groupingBy(Scan::scanner))
                .forEach((scanner, ofIt) -> {
                    var arguments = new ArrayList<Object>(List.of(scanner));
                    ofIt.forEach(scan -> arguments.add(scan.scanId()));
                    var first = sql
                            .list(
                                    "SELECT scan_id, outcome, code, title, state, barcode, request_hash FROM log_scan"
                                            + " WHERE scanner = ? AND scan_id IN (" + Sql.marks(ofIt.size()) + ")",
                                    First::of,
                                    arguments.toArray())
                            .stream()
                            .collect(Collectors.toMap(First::scanId, Function.identity()));
                    ofIt.stream()
                            .filter(scan -> first.containsKey(scan.scanId()))
                            .forEach(scan ->
                                    known.put(scan, first.get(scan.scanId()).to(hash(scan))));
                });
        return known;
    }

    private record First(String scanId, Answered answer, byte[] hash) {
        static First of(Row row) {
            return new First(row.string("scan_id"), ScanTable.answer(row), row.bytes("request_hash"));
        }

        Remembered to(byte[] hashOfThis) {
            return new Remembered(answer, Arrays.equals(hash, hashOfThis));
        }
    }

    /**
     * @param answers one for each, in the same order
     * @throws org.cunlu.kernel.db.SqlFailure duplicate, when a rival with the same scan was first
     */
    void insert(List<Call> calls, List<Answered> answers) {
        sql.insertManySoon(
                "INSERT INTO log_scan (scan_key, county_code, scanner, scan_id, kind, node_code, barcode, sscc, actor,"
                        + " device_time, server_time, request_hash, outcome, code, title, state, occurred_at,"
                        + " inner_sscc, trip, photo_id)",
                IntStream.range(0, calls.size())
                        .mapToObj(i -> row(calls.get(i), answers.get(i)))
                        .toList());
    }

    private Object[] row(Call call, Answered answer) {
        Scan scan = call.scan();
        return new Object[] {
            call.scanKey(),
            call.node().countyCode(),
            scan.scanner(),
            scan.scanId(),
            scan.kind(),
            call.node().code(),
            answer.barcode(),
            NumberKind.BAG.fits(scan.bag()) ? scan.bag() : null,
            call.actor(),
            scan.deviceTime(),
            call.recordedAt(),
            hash(scan),
            answer.outcome(),
            answer.code(),
            answer.title(),
            answer.state(),
            call.at(),
            NumberKind.BAG.fits(scan.inner()) ? scan.inner() : null,
            scan.trip() != null && TRIP.matcher(scan.trip()).matches() ? scan.trip() : null,
            answer.outcome() == Outcome.APPLIED ? scan.photoId() : null
        };
    }

    private byte[] hash(Scan scan) {
        Stream<Object> first = Stream.of(
                scan.deviceTime(),
                scan.kind(),
                scan.node(),
                scan.parcel(),
                scan.bag(),
                scan.lots(),
                scan.pickupCode(),
                scan.cashFen(),
                scan.carrier(),
                scan.waybill());
        // What came later counts where it is given, so that what was kept before stays the same scan.
        Stream<String> later = Stream.of(
                        Map.entry("inner", Optional.ofNullable(scan.inner())),
                        Map.entry("seal", Optional.ofNullable(scan.seal())),
                        Map.entry("place", Optional.ofNullable(scan.place())),
                        Map.entry("weight", Optional.ofNullable(scan.weightGrams())),
                        Map.entry("trip", Optional.ofNullable(scan.trip())),
                        Map.entry("reason", Optional.ofNullable(scan.reason())),
                        Map.entry("counted", Optional.ofNullable(scan.counted())),
                        Map.entry("photo", Optional.ofNullable(scan.photoId())),
                        Map.entry(
                                "claimant", Optional.ofNullable(scan.claimant()).map(ScanTable::claimed)))
                .filter(field -> field.getValue().isPresent())
                .map(field -> field.getKey() + "=" + field.getValue().get());
        // Keyed, because it covers the pickup code, which a plain hash would give away.
        return index.of(
                "log_scan.request",
                Stream.concat(first.map(String::valueOf), later).collect(Collectors.joining("\n")));
    }

    private static String claimed(Claimant claimant) {
        return claimant.name() + "\n" + claimant.phoneTail() + "\n" + claimant.representative();
    }

    private static Answered answer(Row row) {
        return new Answered(
                row.constant("outcome", Outcome.class),
                row.string("code"),
                row.string("title"),
                row.string("state"),
                row.string("barcode"));
    }
}
