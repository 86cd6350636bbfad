package org.cunlu.search;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Offer;

/** Finds offers by name, pinyin or initials. */
public interface Search {
    /**
     * Never fails because the index is away: then the database answers and {@code source} says so. Only what is on sale is
     * found; prices are the present ones.
     * @throws org.cunlu.kernel.problem.ProblemException {@code cursor-invalid}
     */
    Found find(Query query);

    /**
     * What somebody who has typed so far may mean.
     * @param words the beginning of a name, in characters, pinyin or initials
     * @return at most 8, brands first
     */
    List<Suggestion> suggest(@Nullable String words);

    /** @param words null or blank for everything @param cursor of the piece before */
    record Query(
            @Nullable String words,
            @Nullable String category,
            @Nullable String brandCode,
            @Nullable Direction direction,
            @Nullable String cursor,
            int limit) {}

    /** @param total null when the database answered, which does not count; 10,000 stands for that and more */
    @Serdeable
    record Found(
            List<Offer> items,
            @Nullable String next,
            @Nullable Long total,
            Source source) {
        public Found {
            items = List.copyOf(items);
        }
    }

    /** A name that can be searched for. */
    @Serdeable
    record Suggestion(String text, Kind kind) {}

    /** What a suggestion names. */
    enum Kind {
        BRAND,
        CATEGORY,
        PRODUCT
    }

    /** Who answered. */
    enum Source {
        INDEX,
        DATABASE
    }
}
