package org.cunlu.logistics.parcel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.cunlu.logistics.Picking;
import org.cunlu.logistics.Picking.LotQuantity;

/** Parcels that are packed in one transaction: what goes into them is picked at once, when all else is written. */
final class Packs {
    private final List<Parcel> parcels = new ArrayList<>();
    private final List<Picking.Wanted> wanted = new ArrayList<>();
    private Picking.Several picked;

    /** @return its place among them */
    int add(Parcel parcel, Picking.Wanted of) {
        parcels.add(parcel);
        wanted.add(of);
        return parcels.size() - 1;
    }

    /**
     * Picks the first time that it is asked for.
     * @param lots writes what lies in each parcel; not asked when one was refused
     */
    Picking.Several picked(
            Function<List<Picking.Wanted>, Picking.Several> pick, Consumer<Map<Parcel, List<LotQuantity>>> lots) {
        if (picked == null) {
            picked = pick.apply(List.copyOf(wanted));
            if (picked.refused() == null) {
                var byParcel = new LinkedHashMap<Parcel, List<LotQuantity>>();
                for (int i = 0; i < parcels.size(); i++) {
                    byParcel.put(parcels.get(i), picked.taken().get(i).lots());
                }
                lots.accept(byParcel);
            }
        }
        return picked;
    }
}
