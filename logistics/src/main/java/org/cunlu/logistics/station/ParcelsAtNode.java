package org.cunlu.logistics.station;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.NodeContents;
import org.cunlu.logistics.ParcelsThere;

/** Parcels that hinder a node's closing. */
@Singleton
class ParcelsAtNode implements NodeContents {
    private final ParcelsThere parcels;

    ParcelsAtNode(ParcelsThere parcels) {
        this.parcels = parcels;
    }

    @Override
    public List<Found> at(String nodeCode) {
        var found = new ArrayList<Found>();
        add(found, What.PARCEL_HERE, parcels.heldBy(nodeCode));
        add(found, What.PARCEL_COMING, parcels.comingTo(nodeCode));
        return found;
    }

    @Override
    public Set<StorageClass> classesAt(String nodeCode) {
        return parcels.classesAt(nodeCode);
    }

    private static void add(List<Found> found, What what, List<String> barcodes) {
        if (!barcodes.isEmpty()) {
            found.add(new Found(what, barcodes.size(), barcodes.subList(0, Math.min(NAMED_MAX, barcodes.size()))));
        }
    }
}
