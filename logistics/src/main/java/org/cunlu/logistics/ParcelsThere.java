package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cunlu.catalog.StorageClass;

/** The register of parcels, as those read it who work at a node. It asks nobody's leave: the caller knows what he may see. */
public interface ParcelsThere {
    /** @return whether the text is a parcel's barcode, check digit and all */
    boolean isBarcode(@Nullable String text);

    Optional<There> find(String barcode);

    /** @return those of these that are known, by barcode */
    List<There> find(Collection<String> barcodes);

    /** @return to pack at, lying at, or coming to a node, in barcode order behind {@code after} */
    List<There> at(String nodeCode, @Nullable ParcelState state, String after, int limit);

    /** @return barcodes of what a node has in its hands, in order */
    List<String> heldBy(String nodeCode);

    /** @return those of these nodes that have something in their hands, or to which the next leg of something leads */
    Set<String> occupied(Collection<String> nodeCodes);

    /** @return barcodes of what others have that is to come to a node, to stay or to pass, in order */
    List<String> comingTo(String nodeCode);

    /** @return how those in its hands, and those that are to come to it, must be kept */
    Set<StorageClass> classesAt(String nodeCode);

    /**
     * A parcel as it stands.
     * @param toNode where its recipient collects it, or the gateway
     * @param destination where it is going now: {@code toNode}, or back
     * @param atNode the node that has it; null while a trip, a carrier or a person has
     * @param nextNode where its next or current leg leads; null when none is left
     * @param leg that leg; null when none is left
     * @param shelf where it lies, when somebody told
     */
    record There(
            String barcode,
            String countyCode,
            String orderId,
            String fromNode,
            String toNode,
            String destination,
            ParcelState state,
            @Nullable String atNode,
            @Nullable String inBag,
            @Nullable String nextNode,
            @Nullable Leg leg,
            List<Piece> contents,
            StorageClass storageClass,
            long cashDueFen,
            String recipientId,
            Instant promisedAt,
            @Nullable String shelf,
            boolean goingBack) {
        /** The same, with what was read apart from it. */
        public There with(List<Piece> itsContents, @Nullable Leg itsLeg) {
            return new There(
                    barcode,
                    countyCode,
                    orderId,
                    fromNode,
                    toNode,
                    destination,
                    state,
                    atNode,
                    inBag,
                    nextNode,
                    itsLeg,
                    itsContents,
                    storageClass,
                    cashDueFen,
                    recipientId,
                    promisedAt,
                    shelf,
                    goingBack);
        }
    }

    /** Pieces of a SKU in a parcel. */
    record Piece(String skuCode, long quantity) {}
}
