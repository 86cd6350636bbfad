package org.cunlu.web.station;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.stream.Collectors;

/** A parcel that came back and was not looked at yet. */
public record ReturnedParcel(String barcode, List<Part> parts) {
    /** @return such as {@code 脐橙 5 斤 × 2} */
    public String goods() {
        return parts.stream()
                .collect(Collectors.groupingBy(
                        Part::name, java.util.LinkedHashMap::new, Collectors.summingLong(Part::told)))
                .entrySet()
                .stream()
                .map(each -> each.getKey() + " × " + each.getValue())
                .collect(Collectors.joining("，"));
    }

    /**
     * Pieces of a lot that may be in it.
     * @param lotCode null for SKUs that are not tracked
     * @param owner null for our own
     * @param out pieces that went out
     * @param told pieces that should be in the parcel, as far as it is known of which lot they are
     */
    public record Part(
            String skuCode,
            String name,
            @Nullable String lotCode,
            @Nullable String owner,
            long out,
            long told) {
        /** @return as a form carries it */
        public String text() {
            return skuCode + "|" + (lotCode == null ? "" : lotCode) + "|" + (owner == null ? "" : owner);
        }
    }
}
