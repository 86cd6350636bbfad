package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import org.cunlu.catalog.StorageClass;

/**
 * What is to be carried.
 * @param weightGrams above 0
 * @param volumeCm3 above 0
 * @param pieces parcels, above 0
 * @param storageClass how it must be kept on the way
 */
@Serdeable
public record Load(long weightGrams, long volumeCm3, int pieces, StorageClass storageClass) {
    public Load {
        if (weightGrams <= 0 || volumeCm3 <= 0 || pieces <= 0) {
            throw new IllegalArgumentException(
                    "load is not positive: " + weightGrams + " g, " + volumeCm3 + " cm3, " + pieces + " pieces");
        }
    }

    /** One dry parcel. */
    public Load(long weightGrams, long volumeCm3) {
        this(weightGrams, volumeCm3, 1, StorageClass.DRY);
    }
}
