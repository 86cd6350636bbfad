package org.cunlu.orders;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.stream.Collectors;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Load;

/**
 * So many pieces of an offer.
 * @param quantity above 0; within the offer's bounds unless it is a part of what is wanted
 * @param unitPriceFen what a piece costs: the offer's price, or that of the live slot
 * @param live null for the ordinary
 * @param flashId promotion in whose flash sale it was found, from whose pieces it is taken; null for the ordinary
 */
public record Wish(
        Offer offer,
        int quantity,
        long unitPriceFen,
        @Nullable LiveUse live,
        @Nullable String flashId) {
    public Wish {
        if (live != null && flashId != null) {
            throw new IllegalArgumentException("live and in a flash sale");
        }
    }

    public Wish(Offer offer, int quantity) {
        this(offer, quantity, offer.priceFen(), null, null);
    }

    /** @return id of the stock kept apart from which it is taken; null for what anybody may buy */
    public @Nullable String allotmentId() {
        return live == null ? flashId : live.slotId();
    }

    /** @return the same for another number of pieces */
    public Wish of(int pieces) {
        return new Wish(offer, pieces, unitPriceFen, live, flashId);
    }

    public String skuCode() {
        return offer.sku().code();
    }

    /**
     * They go as one parcel, in the class of the most delicate.
     * @throws ArithmeticException when it is more than anybody could weigh
     */
    public static Load load(List<Wish> wishes) {
        long grams = 0;
        long cm3 = 0;
        for (Wish wish : wishes) {
            var sku = wish.offer().sku();
            grams = Math.addExact(grams, Math.multiplyExact(sku.weightGrams(), wish.quantity()));
            cm3 = Math.addExact(cm3, Math.multiplyExact(sku.volumeCm3(), wish.quantity()));
        }
        var classes =
                wishes.stream().map(wish -> wish.offer().sku().storageClass()).collect(Collectors.toSet());
        return new Load(grams, cm3, 1, StorageClass.strictest(classes));
    }
}
