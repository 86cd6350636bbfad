package org.cunlu.logistics;

import io.micronaut.serde.annotation.Serdeable;
import java.util.regex.Pattern;

/**
 * Whose pieces they are: {@code OWN} (the co-operative's), {@code SELLER:code} (a seller's, on consignment) or
 * {@code RESERVE:programme}. What belongs to a reserve is never sold: it is the level's floor.
 */
@Serdeable
public record StockOwner(String text) {
    /** As it comes from outside. */
    public static final String PATTERN = "OWN|(SELLER|RESERVE):[A-Z0-9._-]{1,32}";

    private static final Pattern WELL_FORMED = Pattern.compile(PATTERN);

    /** The co-operative's; below the pattern, which it is held to. */
    public static final StockOwner OWN = new StockOwner("OWN");

    public StockOwner {
        if (text == null || !WELL_FORMED.matcher(text).matches()) {
            throw new IllegalArgumentException("no owner of stock: " + text);
        }
    }

    public boolean reserve() {
        return text.startsWith("RESERVE:");
    }
}
