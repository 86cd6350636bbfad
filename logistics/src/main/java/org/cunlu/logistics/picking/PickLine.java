package org.cunlu.logistics.picking;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;

/**
 * Pieces to be picked for a parcel.
 * @param pieces asked for, above 0
 * @param picker who has taken it; null for nobody
 * @param lotCode of the part that was chosen, empty for SKUs that are not tracked; null while none is chosen, and where the
 *     books know of no piece that may go: then it is worth a look, and 0 is the answer when nothing is found
 * @param bin empty where goods are not put away; null as above
 * @param found what was picked; null until then
 */
@Serdeable
record PickLine(
        String lineId,
        String waveId,
        String countyCode,
        String nodeCode,
        String barcode,
        String orderId,
        String skuCode,
        long pieces,
        State state,
        int walkNo,
        String walkBin,
        @Nullable String picker,
        @Nullable Instant takenAt,
        @Nullable String lotCode,
        @Nullable String owner,
        @Nullable String bin,
        @Nullable Long found) {

    /** Life of a line. */
    enum State {
        OPEN,
        /** A picker has it; its pieces are set aside. */
        TAKEN,
        PICKED,
        /** It lies in its parcel. */
        PACKED,
        /** None was found. */
        SHORT,
        CANCELLED
    }

    SkuAtNode key() {
        return new SkuAtNode(skuCode, nodeCode);
    }

    boolean chosen() {
        return lotCode != null && owner != null && bin != null;
    }

    /** Where its pieces stood. */
    StockPart onShelf() {
        return new StockPart(skuCode, nodeCode, lotCode, new StockOwner(owner), StockStatus.AVAILABLE, bin);
    }

    /** Where they are set aside. */
    StockPart inTote() {
        return onShelf().in(StockPart.tote(orderId));
    }

    PickLine taken(String by, Instant at, @Nullable StockPart from, long some, String id) {
        return new PickLine(
                id,
                waveId,
                countyCode,
                nodeCode,
                barcode,
                orderId,
                skuCode,
                some,
                State.TAKEN,
                walkNo,
                walkBin,
                by,
                at,
                from == null ? null : from.lotCode(),
                from == null ? null : from.owner().text(),
                from == null ? null : from.bin(),
                null);
    }
}
