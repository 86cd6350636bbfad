package org.cunlu.web.station;

import io.micronaut.core.annotation.Nullable;
import java.util.stream.Collectors;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.StationParcel;

/** A parcel in a list. @param next name of the node to which it goes; null when it stays */
public record ParcelLine(StationParcel parcel, @Nullable String next) {
    public String goods() {
        return parcel.contents().stream()
                .map(content -> content.name() + " × " + content.quantity())
                .collect(Collectors.joining("，"));
    }

    /** @return such as {@code 11-26}; null when it waits for nobody */
    @Nullable
    public String until() {
        return parcel.collectBy() == null
                ? null
                : CountyTime.at(parcel.collectBy()).toLocalDate().toString().substring(5);
    }

    /** @return such as {@code 14:00}; null when it goes nowhere */
    @Nullable
    public String leaves() {
        return parcel.nextDeparture() == null
                ? null
                : CountyTime.at(parcel.nextDeparture().departsAt())
                        .toLocalDateTime()
                        .toString()
                        .substring(5, 16)
                        .replace('T', ' ');
    }
}
