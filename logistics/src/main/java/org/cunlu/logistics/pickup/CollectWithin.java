package org.cunlu.logistics.pickup;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import org.cunlu.catalog.StorageClass;

/**
 * How long parcels wait at their station, in days on which it opens, by how the goods must be kept. The day on which a parcel
 * came is not counted. No rule that we know of sets them: a county does.
 * @param extension how many more days it waits when somebody asks, once
 * @param remindBefore on which opening days before the last one the recipient is reminded, 0 for the last one; empty for never
 */
@ConfigurationProperties("cunlu.logistics.collect-within")
record CollectWithin(
        @Bindable(defaultValue = "7") int dry,
        @Bindable(defaultValue = "2") int chilled,
        @Bindable(defaultValue = "7") int hazardous,
        @Bindable(defaultValue = "3") int extension,
        @Bindable(defaultValue = "1") List<Integer> remindBefore) {
    private static final int DAYS_MAX = 60;

    CollectWithin {
        for (int days : new int[] {dry, chilled, hazardous, extension}) {
            if (days < 1 || days > DAYS_MAX) {
                throw new IllegalArgumentException("cunlu.logistics.collect-within is not 1 to 60 days: " + days);
            }
        }
        remindBefore = remindBefore == null ? List.of() : List.copyOf(remindBefore);
        if (remindBefore.stream().anyMatch(before -> before < 0)) {
            throw new IllegalArgumentException("cunlu.logistics.collect-within.remind-before: " + remindBefore);
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
