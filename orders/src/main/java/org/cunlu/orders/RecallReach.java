package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cunlu.accounts.Recipient;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.LotReach.AtNode;
import org.cunlu.logistics.LotsInParcels.Holding;

/** How far a lot has gone. Looking changes nothing but the trail. */
public interface RecallReach {
    /**
     * A drill: what a recall of the lot would find, at once.
     * @param node the county's hub
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found} for another's hub and for no such lot; 400
     *     {@code hub-needed}
     */
    Drill drill(Caller caller, String node, String lotCode);

    /** Who bought of a lot that was called back, masked, by barcode; each page that somebody sees is on the trail. */
    Page<Bought> buyers(Caller caller, String recallId, @Nullable String cursor, int limit);

    /**
     * What a recall would find now.
     * @param nodes where pieces stand
     * @param inNetwork parcels that would not be handed over
     * @param handedOver parcels whose buyers, or carriers, have them
     * @param buyers people who would be told
     * @param parcels all of them, with their orders
     * @param millis how long it took to find out
     */
    @Serdeable
    record Drill(
            String lotCode,
            String skuCode,
            List<AtNode> nodes,
            long piecesAtNodes,
            long inNetwork,
            long handedOver,
            long buyers,
            List<Holding> parcels,
            long millis) {}

    /** Somebody who bought of it. @param recipient masked; null when he was forgotten @param toldAt null while he was not told */
    @Serdeable
    record Bought(
            String orderId,
            String barcode,
            long pieces,
            boolean handedOver,
            String seller,
            @Nullable Recipient recipient,
            @Nullable Instant toldAt) {}
}
