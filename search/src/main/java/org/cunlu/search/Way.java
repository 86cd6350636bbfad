package org.cunlu.search;

import io.micronaut.core.annotation.Nullable;
import java.util.Arrays;
import java.util.Optional;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Programme;

/**
 * All that decides when goods which stand ready can be in a village, and of which there are few: so it is reckoned once for a question
 * and not for each offer.
 * @param nodeCode where they stand
 * @param programme whose supply lines hold; null for what villagers sell
 * @param leadDays until they are ready
 * @param size as heavy and bulky as the largest of its kind: a promise may come out later than for the thing itself, never earlier
 */
public record Way(
        String nodeCode,
        StorageClass storageClass,
        @Nullable Programme programme,
        int leadDays,
        Size size) {
    private static final int PARTS = 5;
    private static final String NONE = "-";

    /** Steps of what a smallest order weighs and takes in room. */
    public enum Size {
        A(1_000, 5_000),
        B(5_000, 20_000),
        C(10_000, 60_000),
        D(25_000, 100_000),
        E(50_000, 300_000),
        F(100_000, 1_000_000),
        /** More than one parcel's worth; asked for as it is when it is ordered. */
        G(1_000_000, 10_000_000);

        private final long grams;
        private final long cm3;

        Size(long grams, long cm3) {
            this.grams = grams;
            this.cm3 = cm3;
        }

        static Size of(long grams, long cm3) {
            return Arrays.stream(values())
                    .filter(size -> grams <= size.grams && cm3 <= size.cm3)
                    .findFirst()
                    .orElse(G);
        }
    }

    /** @return the way of an offer's smallest order from one of its nodes */
    public static Way of(Offer offer, String nodeCode, @Nullable Programme programme) {
        long pieces = offer.quantityMin();
        return new Way(
                nodeCode,
                offer.sku().storageClass(),
                programme,
                offer.delivery().leadDays(),
                Size.of(offer.sku().weightGrams() * pieces, offer.sku().volumeCm3() * pieces));
    }

    public Load load() {
        return new Load(size.grams, size.cm3, 1, storageClass);
    }

    /** @return as the index keeps it */
    public String token() {
        return String.join(
                "|",
                nodeCode,
                storageClass.name(),
                programme == null ? NONE : programme.name(),
                Integer.toString(leadDays),
                size.name());
    }

    /** @return empty for what is none, as of another version of the index */
    public static Optional<Way> of(String token) {
        String[] parts = token.split("\\|");
        try {
            return parts.length != PARTS
                    ? Optional.empty()
                    : Optional.of(new Way(
                            parts[0],
                            StorageClass.valueOf(parts[1]),
                            NONE.equals(parts[2]) ? null : Programme.valueOf(parts[2]),
                            Integer.parseInt(parts[3]),
                            Size.valueOf(parts[4])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
