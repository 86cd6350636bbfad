package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A thing that can be counted and carried.
 * @param code ours, 1 to 32 of A-Z 0-9 . _ -
 * @param weightGrams one piece, above 0
 * @param volumeCm3 one piece, above 0
 * @param lotTracked whether each piece shipped must name its lot
 * @param toleranceBps what it may weigh more or less than its unit says, 1 to 3,000 basis points, and is paid for as it weighs; null
 *     where it is sold as it is packed
 */
@Serdeable
public record Sku(
        String code,
        String name,
        long weightGrams,
        long volumeCm3,
        StorageClass storageClass,
        boolean lotTracked,
        @Nullable Integer toleranceBps) {
    /** 100 kg: what two people still lift into a van. */
    public static final long WEIGHT_GRAMS_MAX = 100_000;
    /** A cubic metre. */
    public static final long VOLUME_CM3_MAX = 1_000_000;
    /** Most pieces of an order line. */
    public static final int QUANTITY_MAX = 9_999;
    /** 30 per cent. */
    public static final int TOLERANCE_BPS_MAX = 3_000;

    public Sku {
        if (weightGrams <= 0 || volumeCm3 <= 0) {
            throw new IllegalArgumentException("weight or volume not positive: " + code);
        }
        if (toleranceBps != null && (toleranceBps < 1 || toleranceBps > TOLERANCE_BPS_MAX)) {
            throw new IllegalArgumentException("no such tolerance: " + toleranceBps);
        }
    }

    /** One that is sold as it is packed. */
    public Sku(
            String code, String name, long weightGrams, long volumeCm3, StorageClass storageClass, boolean lotTracked) {
        this(code, name, weightGrams, volumeCm3, storageClass, lotTracked, null);
    }
}
