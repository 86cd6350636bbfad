package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** What stands at a node or comes to it, told by whoever keeps it: a bean for each. A node closes when nobody has anything. */
public interface NodeContents {
    /** Most that are named of one kind; the rest is counted. */
    int NAMED_MAX = 20;

    /** Joins the caller's transaction. @return nothing for a node at which nothing stands */
    List<Found> at(String nodeCode);

    /** What it is. */
    enum What {
        /** To pack, on the shelf, or waiting for its recipient. */
        PARCEL_HERE,
        /** On its way to the node or through it. */
        PARCEL_COMING,
        /** A SKU of which pieces are on hand, held, or kept for somebody. */
        STOCK,
        /** A node below it that is not closed. */
        NODE_BELOW
    }

    /** @param some codes of them, in order, at most {@link #NAMED_MAX} */
    @Serdeable
    record Found(What what, long count, List<String> some) {
        public Found {
            some = List.copyOf(some);
        }
    }
}
