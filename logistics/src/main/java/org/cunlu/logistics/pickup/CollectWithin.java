package org.cunlu.logistics.pickup;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import org.cunlu.catalog.StorageClass;

/**
 * How long parcels wait at their station, in days on which it opens, by how the goods must be kept. The day on which a parcel
 * came is not counted. No rule that we know of sets them: a county does.
 * @param remindBefore how many opening days before the last one the recipient is reminded; below 0 for never
 */
@ConfigurationProperties("cunlu.logistics.collect-within")
record CollectWithin(
        @Bindable(defaultValue = "7") int dry,
        @Bindable(defaultValue = "2") int chilled,
        @Bindable(defaultValue = "7") int hazardous,
        @Bindable(defaultValue = "1") int remindBefore) {
    private static final int DAYS_MAX = 60;

    CollectWithin {
        for (int days : new int[] {dry, chilled, hazardous}) {
            if (days < 1 || days > DAYS_MAX) {
                throw new IllegalArgumentException("cunlu.logistics.collect-within is not 1 to 60 days: " + days);
            }
        }
    }

    int days(StorageClass storageClass) {
        return switch (storageClass) {
            case DRY -> dry;
            case CHILLED -> chilled;
            case HAZARDOUS -> hazardous;
        };
    }
}
