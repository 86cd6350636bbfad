package org.cunlu.catalog;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A thing that can be counted and carried.
 * @param code ours, 1 to 32 of A-Z 0-9 . _ -
 * @param weightGrams one piece, above 0
 * @param volumeCm3 one piece, above 0
 * @param lotTracked whether each piece shipped must name its lot
 */
@Serdeable
public record Sku(
        String code, String name, long weightGrams, long volumeCm3, StorageClass storageClass, boolean lotTracked) {
    /** 100 kg: what two people still lift into a van. */
    public static final long WEIGHT_GRAMS_MAX = 100_000;
    /** A cubic metre. */
    public static final long VOLUME_CM3_MAX = 1_000_000;
    /** Most pieces of an order line. */
    public static final int QUANTITY_MAX = 9_999;

    public Sku {
        if (weightGrams <= 0 || volumeCm3 <= 0) {
            throw new IllegalArgumentException("weight or volume not positive: " + code);
        }
    }
}
