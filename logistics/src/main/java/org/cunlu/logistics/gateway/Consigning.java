package org.cunlu.logistics.gateway;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Carrier;
import org.cunlu.logistics.Consignments;
import org.cunlu.logistics.Shipments.Step;
import org.cunlu.logistics.WaybillRule;
import org.cunlu.logistics.gateway.ConsignmentTable.Told;

/** Keeps which carrier has which parcel under which waybill. */
@Singleton
class Consigning implements Consignments {
    private static final int NAME_MAX = 40;

    private final CarrierTable carriers;
    private final ConsignmentTable consignments;
    private final Transactions transactions;

    Consigning(CarrierTable carriers, ConsignmentTable consignments, Transactions transactions) {
        this.carriers = carriers;
        this.consignments = consignments;
        this.transactions = transactions;
    }

    @Override
    public Taken take(Given given) {
        transactions.require();
        if (!named(given.carrier()) || given.waybill() == null) {
            return new Taken(No.CARRIER_MISSING, null, null);
        }
        String said = given.carrier().strip();
        Optional<Carrier> carrier = carriers.find(given.countyCode(), said);
        boolean fits = carrier.map(known -> known.fits(given.waybill()))
                .orElseGet(() -> WaybillRule.PLAIN.fits(given.waybill()));
        if (!fits) {
            return new Taken(carrier.isPresent() ? No.WAYBILL_INVALID : No.CARRIER_MISSING, null, null);
        }
        String key = carrier.map(Carrier::code).orElse(said);
        if (!gave(given, key)) {
            return new Taken(No.WAYBILL_TAKEN, null, null);
        }
        return new Taken(null, carrier.map(Carrier::name).orElse(said), given.waybill());
    }

    /** @return false when another parcel has the waybill, maybe since just now; the caller then rolls back */
    private boolean gave(Given given, String carrier) {
        if (consignments.barcodeOf(given.countyCode(), carrier, given.waybill()).isPresent()) {
            return false;
        }
        try {
            consignments.give(given, carrier);
            return true;
        } catch (SqlFailure e) {
            if (!e.duplicate()) {
                throw e;
            }
            return false;
        }
    }

    private static boolean named(@Nullable String carrier) {
        return carrier != null
                && !carrier.isBlank()
                && carrier.strip().length() <= NAME_MAX
                && carrier.codePoints().noneMatch(Character::isISOControl);
    }

    @Override
    public void back(String barcode, Instant at) {
        transactions.require();
        consignments.back(barcode, at);
    }

    @Override
    public Map<String, List<Step>> steps(Collection<String> barcodes) {
        return consignments.told(barcodes).stream()
                .collect(Collectors.groupingBy(
                        Told::barcode, Collectors.mapping(Consigning::step, Collectors.toList())));
    }

    private static Step step(Told told) {
        return new Step(
                told.at(),
                told.meaning() == null ? told.word() : told.meaning().name(),
                told.place() == null ? "" : told.place(),
                told.word());
    }
}
