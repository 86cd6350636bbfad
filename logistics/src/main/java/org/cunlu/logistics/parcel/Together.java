package org.cunlu.logistics.parcel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.cunlu.logistics.ParcelMoved;

/**
 * Scans that are applied in one transaction share their statements: what they are about is read and locked once, what they
 * write of history and news is written once. Only who locks rows and who writes them asks for it; to all others a scan is as
 * alone as ever.
 */
final class Together {
    private static final ScopedValue<Together> NOW = ScopedValue.newInstance();

    private final Map<String, Parcel> parcels = new HashMap<>();
    private final Map<String, Bag> bags = new HashMap<>();
    private final List<Object[]> custody = new ArrayList<>();
    private final List<ParcelMoved> news = new ArrayList<>();
    private final Packs packs = new Packs();

    static <T> T with(Together scans, Supplier<T> work) {
        return ScopedValue.where(NOW, scans).call(work::get);
    }

    /** @return that of the scans which are applied now; empty for one alone */
    static Optional<Together> now() {
        return NOW.isBound() ? Optional.of(NOW.get()) : Optional.empty();
    }

    /** Locked, as they stand. */
    void hold(Collection<Bag> lockedBags, Collection<Parcel> lockedParcels) {
        lockedBags.forEach(bag -> bags.put(bag.sscc(), bag));
        lockedParcels.forEach(parcel -> parcels.put(parcel.barcode(), parcel));
    }

    /** Each is given once: whoever has it may change it, and the next one is to read it anew. */
    Optional<Parcel> parcel(String barcode) {
        return Optional.ofNullable(parcels.remove(barcode));
    }

    /** To look at only. */
    Optional<Parcel> seen(String barcode) {
        return Optional.ofNullable(parcels.get(barcode));
    }

    Optional<Bag> bag(String sscc) {
        return Optional.ofNullable(bags.get(sscc));
    }

    void parcelsChange(Collection<String> barcodes) {
        parcels.keySet().removeAll(barcodes);
    }

    /** Bags lie in each other, and steps are taken by several: what was read of any counts no more. */
    void bagsChange() {
        bags.clear();
    }

    Packs packs() {
        return packs;
    }

    void later(List<Object[]> history) {
        custody.addAll(history);
    }

    void later(ParcelMoved moved) {
        news.add(moved);
    }

    /** @return history that is not written yet; it is the caller's now */
    List<Object[]> history() {
        var all = List.copyOf(custody);
        custody.clear();
        return all;
    }

    /** @return news that is not told yet; it is the caller's now */
    List<ParcelMoved> news() {
        var all = List.copyOf(news);
        news.clear();
        return all;
    }
}
