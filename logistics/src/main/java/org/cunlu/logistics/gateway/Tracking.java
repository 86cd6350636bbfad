package org.cunlu.logistics.gateway;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cunlu.kernel.bulk.Faults;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Carrier;
import org.cunlu.logistics.CarrierWord;
import org.cunlu.logistics.Deliveries;
import org.cunlu.logistics.Deliveries.Delivery;
import org.cunlu.logistics.GatewayWork.Kind;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.gateway.ConsignmentTable.Consignment;
import org.cunlu.logistics.gateway.ConsignmentTable.Told;
import org.cunlu.logistics.gateway.FileTable.Sent;
import org.cunlu.logistics.gateway.FileTable.Tally;
import org.cunlu.logistics.gateway.Files.Worked;

/**
 * Takes in what a carrier tells by file. Each row is kept once as a step that the buyer sees; a parcel's state only ever goes on,
 * whatever the order in which rows and files come.
 */
@Singleton
class Tracking {
    /** Waybills in one transaction. */
    private static final int AT_ONCE = 200;

    private static final Pattern ASCII = Pattern.compile("[\\x21-\\x7e]+");

    private final Files files;
    private final ConsignmentTable consignments;
    private final Deliveries deliveries;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration before;

    /** @param before how long before a parcel was given to its carrier he may have told of it */
    Tracking(
            Files files,
            ConsignmentTable consignments,
            Deliveries deliveries,
            Transactions transactions,
            Clock clock,
            @Value("${cunlu.logistics.carrier-before:24h}") Duration before) {
        this.files = files;
        this.consignments = consignments;
        this.deliveries = deliveries;
        this.transactions = transactions;
        this.clock = clock;
        this.before = before;
    }

    /** @param csv as the carrier sends it, in UTF-8 */
    Sent file(Caller caller, Node gateway, Carrier carrier, String key, String csv) {
        return files.once(caller, gateway, carrier, Kind.TRACKING, key, csv, sent -> work(sent, carrier, csv));
    }

    private Worked work(Sent sent, Carrier carrier, String csv) {
        TrackingFile file = TrackingFile.read(csv, carrier, clock.instant());
        Map<String, List<TrackingFile.Row>> byWaybill = file.rows().stream()
                .collect(Collectors.groupingBy(TrackingFile.Row::waybill, TreeMap::new, Collectors.toList()));
        var waybills = new ArrayList<>(byWaybill.keySet());
        int applied = 0;
        int fitting = 0;
        for (int from = 0; from < waybills.size(); from += AT_ONCE) {
            var some = new LinkedHashMap<String, List<TrackingFile.Row>>();
            waybills.subList(from, Math.min(waybills.size(), from + AT_ONCE))
                    .forEach(waybill -> some.put(waybill, byWaybill.get(waybill)));
            Taken taken = transactions.run(() -> take(sent, carrier, some));
            taken.faults()
                    .list()
                    .forEach(fault -> file.faults().add(fault.line(), fault.column(), fault.code(), fault.message()));
            applied += taken.told();
            fitting += taken.fitting();
        }
        return new Worked(
                new Tally(file.read(), applied, fitting - applied),
                file.faults().list());
    }

    /** @param fitting rows that tell of a parcel of ours @param told those of them that were new */
    private record Taken(int fitting, int told, Faults faults) {}

    private Taken take(Sent sent, Carrier carrier, Map<String, List<TrackingFile.Row>> byWaybill) {
        var faults = new Faults();
        var asked = byWaybill.keySet().stream()
                .filter(waybill -> ASCII.matcher(waybill).matches())
                .toList();
        Map<String, Consignment> known = consignments.lock(sent.county(), carrier.code(), asked).stream()
                .filter(each -> each.gatewayCode().equals(sent.nodeCode()))
                .collect(Collectors.toMap(Consignment::waybill, Function.identity()));
        var told = new ArrayList<Told>();
        byWaybill.forEach((waybill, rows) -> rows.forEach(row -> {
            Consignment consignment = known.get(waybill);
            if (consignment == null) {
                faults.add(
                        row.line(),
                        carrier.columns().waybill(),
                        "waybill-unknown",
                        "没有此运单 · No such waybill of ours: " + waybill);
            } else if (row.at().isBefore(consignment.givenAt().minus(before))) {
                faults.add(
                        row.line(),
                        carrier.columns().at(),
                        "before-hand-over",
                        "早于交件时间 · Before it was given to the carrier");
            } else {
                told.add(step(consignment, carrier, row, faults));
            }
        }));
        if (told.isEmpty()) {
            return new Taken(0, 0, faults);
        }
        int fresh = consignments.tell(sent.county(), carrier.code(), sent.fileId(), clock.instant(), told);
        advance(
                known.values().stream().collect(Collectors.toMap(Consignment::barcode, Function.identity())),
                told,
                sent.by());
        return new Taken(told.size(), fresh, faults);
    }

    private static Told step(Consignment consignment, Carrier carrier, TrackingFile.Row row, Faults faults) {
        CarrierWord meaning = carrier.words().get(row.word());
        if (meaning == null) {
            faults.add(
                    row.line(),
                    carrier.columns().status(),
                    "word-unmapped",
                    "状态词未对应，已保留 · Kept, but nobody has said what it means: " + row.word());
        }
        return new Told(consignment.barcode(), row.at(), row.word(), row.place(), meaning);
    }

    /** Moves parcels on by what was told of them, in the order in which it happened. They must be locked. */
    private void advance(Map<String, Consignment> known, List<Told> told, String actor) {
        var after = new TreeMap<String, Consignment>();
        var delivered = new ArrayList<Delivery>();
        told.stream()
                .filter(each -> each.meaning() != null)
                .sorted(Comparator.comparing(Told::at))
                .forEach(each -> {
                    Consignment now = after.getOrDefault(each.barcode(), known.get(each.barcode()));
                    CarrierWord next = each.meaning().after(now.state());
                    if (!now.state().movesOnBy(next)) {
                        return;
                    }
                    after.put(each.barcode(), at(now, next, each.at()));
                    if (next == CarrierWord.DELIVERED) {
                        delivered.add(new Delivery(now.barcode(), now.gatewayCode(), each.at(), each.word()));
                    }
                });
        consignments.becomes(after.values());
        deliveries.delivered(delivered, actor);
    }

    private static Consignment at(Consignment now, CarrierWord state, Instant at) {
        return new Consignment(
                now.barcode(), now.gatewayCode(), now.carrier(), now.waybill(), now.givenAt(), state, at);
    }

    /** A word has got a meaning: what was told in it counts from now on. @return of how many parcels */
    int understood(String county, String carrierCode, String word, CarrierWord meaning, String actor) {
        int all = 0;
        for (List<String> some = next(county, carrierCode, word);
                !some.isEmpty();
                some = next(county, carrierCode, word)) {
            List<String> barcodes = some;
            transactions.run(() -> {
                Map<String, Consignment> known = consignments.lock(barcodes).stream()
                        .collect(Collectors.toMap(Consignment::barcode, Function.identity()));
                consignments.means(barcodes, word, meaning);
                advance(known, consignments.told(barcodes), actor);
            });
            all += barcodes.size();
        }
        return all;
    }

    private List<String> next(String county, String carrierCode, String word) {
        return consignments.toldIn(county, carrierCode, word, AT_ONCE);
    }
}
