package org.cunlu.search;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Offer;

/** Finds offers by name, pinyin or initials. */
public interface Search {
    /** Never fails because the index is away: then the database answers and {@code source} says so. */
    Found find(Query query);

    /** @param words null or blank for everything @param cursor of the piece before */
    record Query(
            @Nullable String words,
            @Nullable String category,
            @Nullable String brandCode,
            @Nullable Direction direction,
            @Nullable String cursor,
            int limit) {}

    /** @param total null when the database answered, which does not count */
    @Serdeable
    record Found(
            List<Offer> items,
            @Nullable String next,
            @Nullable Long total,
            Source source) {}

    /** Who answered. */
    enum Source {
        INDEX,
        DATABASE
    }
}
