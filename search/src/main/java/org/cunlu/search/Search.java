package org.cunlu.search;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.problem.ProblemException;

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

    /**
     * @param words null or blank for everything
     * @param narrowing what else it must be
     * @param sort null for what fits best
     * @param cursor of the piece before, of the same question
     */
    record Query(
            @Nullable String words,
            @Nullable String category,
            @Nullable String brandCode,
            @Nullable Direction direction,
            Narrowing narrowing,
            @Nullable Sort sort,
            @Nullable String cursor,
            int limit) {
        public Query(
                @Nullable String words,
                @Nullable String category,
                @Nullable String brandCode,
                @Nullable Direction direction,
                @Nullable String cursor,
                int limit) {
            this(words, category, brandCode, direction, Narrowing.NONE, null, cursor, limit);
        }
    }

    /**
     * What a reader narrows a list to.
     * @param sellerCode null for any
     * @param minFen price of a piece, inclusive, 0 or more; null for any
     */
    record Narrowing(
            @Nullable String sellerCode,
            @Nullable StorageClass storageClass,
            @Nullable Long minFen,
            @Nullable Long maxFen) {
        public static final Narrowing NONE = new Narrowing(null, null, null, null);

        /** A billion yuan: nothing costs more, and the index counts no further than a long. */
        private static final long PRICE_MAX = 100_000_000_000L;

        /** @throws org.cunlu.kernel.problem.ProblemException {@code price-invalid} */
        public Narrowing {
            minFen = minFen == null ? null : Long.valueOf(Math.min(minFen, PRICE_MAX));
            maxFen = maxFen == null ? null : Long.valueOf(Math.min(maxFen, PRICE_MAX));
            boolean negative = (minFen != null && minFen < 0) || (maxFen != null && maxFen < 0);
            if (negative || (minFen != null && maxFen != null && minFen > maxFen)) {
                throw ProblemException.invalid("minFen", "price-invalid", "价格范围不对 · Not a range of prices");
            }
        }

        public boolean takes(Offer offer) {
            return (sellerCode == null || sellerCode.equals(offer.sellerCode()))
                    && (storageClass == null || storageClass == offer.sku().storageClass())
                    && (minFen == null || offer.priceFen() >= minFen)
                    && (maxFen == null || offer.priceFen() <= maxFen);
        }
    }

    /** In which order a list is read; those alike by offer id. */
    enum Sort {
        CHEAPEST,
        DEAREST
    }

    /** By what a list may be narrowed. */
    enum Field {
        CATEGORY,
        BRAND,
        DIRECTION,
        SELLER,
        STORAGE
    }

    /**
     * What there is of a field, most first, at most 50: counted as if this field itself were not narrowed, so that a reader sees what
     * another choice would bring.
     */
    @Serdeable
    @Schema(name = "SearchFacet")
    record Facet(Field field, List<Choice> choices) {
        public Facet {
            choices = List.copyOf(choices);
        }
    }

    /** @param name as people read it  @param offers how many */
    @Serdeable
    @Schema(name = "SearchChoice")
    record Choice(String code, String name, long offers) {}

    /**
     * @param total null when the database answered, which does not count; 10,000 stands for that and more
     * @param facets of the first piece of a list; none from the database
     */
    @Serdeable
    record Found(
            List<Offer> items,
            @Nullable String next,
            @Nullable Long total,
            Source source,
            List<Facet> facets) {
        public Found {
            items = List.copyOf(items);
            facets = List.copyOf(facets);
        }
    }

    /** A name that can be searched for. */
    @Serdeable
    record Suggestion(String text, Kind kind) {}

    /** What a suggestion names. */
    enum Kind {
        BRAND,
        CATEGORY,
        PRODUCT,
        SHOP
    }

    /** Who answered. */
    enum Source {
        INDEX,
        DATABASE
    }
}
