package org.cunlu.orders.quoting;

import java.util.List;
import org.cunlu.catalog.Offer;
import org.cunlu.logistics.Load;

/** So many pieces of an offer. @param quantity within the offer's bounds */
record Wish(Offer offer, int quantity) {
    String skuCode() {
        return offer.sku().code();
    }

    /** @throws ArithmeticException when it is more than anybody could weigh */
    static Load load(List<Wish> wishes) {
        long grams = 0;
        long cm3 = 0;
        for (Wish wish : wishes) {
            var sku = wish.offer().sku();
            grams = Math.addExact(grams, Math.multiplyExact(sku.weightGrams(), wish.quantity()));
            cm3 = Math.addExact(cm3, Math.multiplyExact(sku.volumeCm3(), wish.quantity()));
        }
        return new Load(grams, cm3);
    }
}
