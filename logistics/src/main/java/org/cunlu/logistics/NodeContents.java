package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Set;
import org.cunlu.catalog.StorageClass;

/** What stands at a node or comes to it, told by whoever keeps it: a bean for each. A node closes when nobody has anything. */
public interface NodeContents {
    /** Most that are named of one kind; the rest is counted. */
    int NAMED_MAX = 20;

    /** Joins the caller's transaction. @return nothing for a node at which nothing stands */
    List<Found> at(String nodeCode);

    /** Joins the caller's transaction. @return how what stands there, or comes there, must be kept; none for what needs no shelf */
    default Set<StorageClass> classesAt(String nodeCode) {
        return Set.of();
    }

    /** What it is. */
    enum What {
        /** To pack, on the shelf, or waiting for its recipient. */
        PARCEL_HERE,
        /** On its way to the node or through it. */
        PARCEL_COMING,
        /** A SKU of which pieces are on hand, held, or kept for somebody. */
        STOCK,
        /** A transfer of stock on its way there, or from there and not received. */
        TRANSFER,
        /** A purchase that a supplier is to deliver there. */
        PURCHASE,
        /** Cash in its drawer, or offered and not taken along yet; counted in fen. */
        CASH,
        /** Goods that the station asked for, or that were ordered for it. */
        REQUEST,
        /** A node below it that is not closed. */
        NODE_BELOW
    }

    /** @param some codes of them, in order, at most {@link #NAMED_MAX} */
    @Serdeable
    record Found(What what, long count, List<String> some) {
        public Found {
            some = List.copyOf(some);
        }

        /** @param codes of all of them, in order @return nothing for none */
        public static List<Found> of(What what, List<String> codes) {
            return codes.isEmpty()
                    ? List.of()
                    : List.of(new Found(what, codes.size(), codes.subList(0, Math.min(NAMED_MAX, codes.size()))));
        }
    }
}
