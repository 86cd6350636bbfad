package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;

/**
 * A carrier as a county's operator set him up.
 * @param waybillMin fewest characters of a waybill, 4 to 40
 * @param waybillMax most of them
 * @param digitsOnly whether a waybill is digits only
 * @param columns of his tracking files
 * @param words what his words for a state mean to us
 * @param version rises with each change
 */
@Serdeable
public record Carrier(
        String code,
        String name,
        WaybillRule rule,
        int waybillMin,
        int waybillMax,
        boolean digitsOnly,
        Columns columns,
        Map<String, CarrierWord> words,
        int version) {
    /**
     * Names of columns in his files.
     * @param place null when they tell none
     * @param timeFormat such as {@code yyyy-MM-dd HH:mm:ss}, in the county's time
     */
    @Serdeable
    public record Columns(
            String waybill,
            String status,
            String at,
            @Nullable String place,
            String timeFormat) {}

    public Carrier {
        words = Map.copyOf(words);
    }

    public boolean fits(String waybill) {
        return rule.fits(waybill)
                && waybill.length() >= waybillMin
                && waybill.length() <= waybillMax
                && (!digitsOnly || waybill.chars().allMatch(c -> c >= '0' && c <= '9'));
    }
}
