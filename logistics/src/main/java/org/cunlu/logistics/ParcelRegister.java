package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The register of parcels, for whoever plans their ways. Joins the caller's transaction. */
public interface ParcelRegister {
    Optional<String> barcodeOf(String orderId);

    /** @return barcodes by order; without orders that have no parcel */
    Map<String, String> barcodesOf(Collection<String> orderIds);

    /** @return these parcels, locked in the order of their barcodes; without those that are not there */
    List<OnItsWay> lock(Collection<String> barcodes);

    /** @return barcodes of all that lies in these bags, and in bags around them and within */
    List<String> inBagsWith(Collection<String> bags);

    /** It goes by another way from now on, as it is told here; it must be locked. */
    void reroute(Redirect redirect);

    /**
     * It was promised earlier before it was booked, in the place of another: that was its first promise; it must be locked.
     * @return false when it comes no later than that, or has slipped already
     */
    boolean promisedBefore(String barcode, Instant promised);

    /** From now on it goes back to where it came from, and nothing is to be collected for it; it must be locked. */
    void turnBack(String barcode);

    /**
     * A parcel as it stands.
     * @param toNode where its recipient collects it
     * @param goingBack whether it returns to where it came from
     * @param node that has it in its hands; null when none has
     * @param bag SSCC of the bag in which it lies
     * @param legsDone legs behind it; the next or current leg is this plus one
     * @param nextNode where that leg leads; null when none is left
     * @param promisedFirst what the buyer was promised; never changes once it is under way
     * @param promisedNow what he is told now; null when nothing can be promised
     * @param movedAt when its last step happened
     * @param goods whether it holds the network's own goods: nobody is told of it, and it goes nowhere else
     */
    record OnItsWay(
            String barcode,
            String countyCode,
            String orderId,
            String fromNode,
            String toNode,
            boolean goingBack,
            ParcelState state,
            @Nullable String node,
            @Nullable String bag,
            int legsDone,
            @Nullable String nextNode,
            Load load,
            Instant promisedFirst,
            @Nullable Instant promisedNow,
            Instant movedAt,
            boolean goods) {
        /** @return where it is going now */
        public String destination() {
            return goingBack ? fromNode : toNode;
        }
    }

    /**
     * Another way.
     * @param toNode where its recipient collects it from now on
     * @param nextNode where its next or current leg leads; null when none is left
     * @param promisedNow null when nothing can be promised
     * @param bag SSCC of the bag that gets off with it at {@code nextNode}, with all around it; null for none
     */
    record Redirect(
            String barcode,
            String toNode,
            @Nullable String nextNode,
            @Nullable Instant promisedNow,
            @Nullable String bag) {}
}
