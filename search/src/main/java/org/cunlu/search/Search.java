package org.cunlu.search;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.problem.ProblemException;

/** Finds offers by name, pinyin or initials. */
public interface Search {
    /**
     * Never fails because the index is away: then the database answers and {@code source} says so. Only what is on sale is
     * found; prices are the present ones.
     * @throws org.cunlu.kernel.problem.ProblemException {@code cursor-invalid}, {@code village-unknown}, {@code village-needed}
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
     * @param manner where to, how told
     */
    record Query(
            @Nullable String words,
            @Nullable String category,
            @Nullable String brandCode,
            @Nullable Direction direction,
            Narrowing narrowing,
            @Nullable Sort sort,
            @Nullable String cursor,
            int limit,
            Manner manner) {
        public Query(
                @Nullable String words,
                @Nullable String category,
                @Nullable String brandCode,
                @Nullable Direction direction,
                Narrowing narrowing,
                @Nullable Sort sort,
                @Nullable String cursor,
                int limit) {
            this(words, category, brandCode, direction, narrowing, sort, cursor, limit, Manner.PLAIN);
        }

        public Query(
                @Nullable String words,
                @Nullable String category,
                @Nullable String brandCode,
                @Nullable Direction direction,
                @Nullable String cursor,
                int limit) {
            this(words, category, brandCode, direction, Narrowing.NONE, null, cursor, limit);
        }

        /** @return the same for another destination, the first few of it */
        public Query to(@Nullable Destination destination, int most) {
            return new Query(
                    words,
                    category,
                    brandCode,
                    direction,
                    narrowing,
                    sort,
                    null,
                    most,
                    new Manner(destination, manner.together(), false));
        }

        /** @return the same from another place on */
        public Query from(@Nullable String place, int most) {
            return new Query(words, category, brandCode, direction, narrowing, sort, place, most, manner);
        }
    }

    /**
     * How a list is told.
     * @param to where it is to be delivered; null when nobody said
     * @param together one offer of a product at most, the one that fits best
     * @param explained with why each is where it is; for operators
     */
    record Manner(@Nullable Destination to, boolean together, boolean explained) {
        public static final Manner PLAIN = new Manner(null, false, false);
    }

    /**
     * Where it is to be delivered.
     * @param village administrative code of a village, or code of a node that serves people
     * @param reachable whether only what can be had there is wanted
     * @param by the county's day on which it must be there at the latest; null for any
     */
    record Destination(
            String village, boolean reachable, @Nullable LocalDate by) {
        public Destination {
            reachable |= by != null;
        }
    }

    /**
     * What a reader narrows a list to.
     * @param sellerCode null for any
     * @param minFen price of a piece, inclusive, 0 or more; null for any
     * @param origin administrative code of the township it comes from
     * @param attributes by code, each with the value it must have, at most 10
     */
    record Narrowing(
            @Nullable String sellerCode,
            @Nullable StorageClass storageClass,
            @Nullable Long minFen,
            @Nullable Long maxFen,
            @Nullable String origin,
            @Nullable String grade,
            Map<String, String> attributes) {
        public static final Narrowing NONE = new Narrowing(null, null, null, null);
        private static final int ATTRIBUTES_MAX = 10;

        /** A billion yuan: nothing costs more, and the index counts no further than a long. */
        private static final long PRICE_MAX = 100_000_000_000L;

        public Narrowing(
                @Nullable String sellerCode,
                @Nullable StorageClass storageClass,
                @Nullable Long minFen,
                @Nullable Long maxFen) {
            this(sellerCode, storageClass, minFen, maxFen, null, null, Map.of());
        }

        /** @throws org.cunlu.kernel.problem.ProblemException {@code price-invalid}, {@code too-many-attributes},
         * {@code attribute-invalid} */
        public Narrowing {
            attributes = Map.copyOf(attributes);
            if (attributes.size() > ATTRIBUTES_MAX) {
                throw ProblemException.invalid("attribute", "too-many-attributes", "最多 10 个属性 · 10 attributes at most");
            }
            if (!attributes.keySet().stream().allMatch(code -> code.matches("[A-Z0-9._-]{1,32}"))) {
                throw ProblemException.invalid(
                        "attribute", "attribute-invalid", "属性应写作 代码=值 · An attribute is CODE=value");
            }
            minFen = minFen == null ? null : Long.valueOf(Math.min(minFen, PRICE_MAX));
            maxFen = maxFen == null ? null : Long.valueOf(Math.min(maxFen, PRICE_MAX));
            boolean negative = (minFen != null && minFen < 0) || (maxFen != null && maxFen < 0);
            if (negative || (minFen != null && maxFen != null && minFen > maxFen)) {
                throw ProblemException.invalid("minFen", "price-invalid", "价格范围不对 · Not a range of prices");
            }
        }
    }

    /** In which order a list is read; those alike by offer id. The last two ask where to. */
    enum Sort {
        CHEAPEST,
        DEAREST,
        /** Most pieces sold first. */
        BEST_SELLING,
        /** Offered last first. */
        NEWEST,
        /** There first. */
        SOONEST,
        /** From the nearest node first. */
        NEAREST
    }

    /** By what a list may be narrowed. */
    enum Field {
        CATEGORY,
        BRAND,
        DIRECTION,
        SELLER,
        STORAGE,
        /** Township. */
        ORIGIN,
        GRADE,
        PRICE,
        /** One that its product type lets buyers narrow by; there are several. */
        ATTRIBUTE
    }

    /**
     * What there is of a field, most first, at most 50: counted as if this field itself were not narrowed, so that a reader sees what
     * another choice would bring. Products where a list has one offer of each, offers elsewhere.
     * @param attribute code; null of other fields  @param name of the attribute
     */
    @Serdeable
    @Schema(name = "SearchFacet")
    record Facet(
            Field field,
            @Nullable String attribute,
            @Nullable String name,
            List<Choice> choices) {
        public Facet {
            choices = List.copyOf(choices);
        }

        public Facet(Field field, List<Choice> choices) {
            this(field, null, null, choices);
        }
    }

    /** @param name as people read it  @param offers how many */
    @Serdeable
    @Schema(name = "SearchChoice")
    record Choice(String code, String name, long offers) {}

    /**
     * @param total null when the database answered, which does not count; 10,000 stands for that and more
     * @param facets of the first piece of a list; none from the database
     * @param deliveries by offer, when it was said where to: of those that can be had there
     * @param help when nothing was found
     * @param explained by offer, for who may ask
     */
    @Serdeable
    record Found(
            List<Offer> items,
            @Nullable String next,
            @Nullable Long total,
            Source source,
            List<Facet> facets,
            Map<String, Deliveries.Arriving> deliveries,
            @Nullable Help help,
            Map<String, Explained> explained) {
        public Found {
            items = List.copyOf(items);
            facets = List.copyOf(facets);
            deliveries = Map.copyOf(deliveries);
            explained = Map.copyOf(explained);
        }

        public Found(
                List<Offer> items, @Nullable String next, @Nullable Long total, Source source, List<Facet> facets) {
            this(items, next, total, source, facets, Map.of(), null, Map.of());
        }
    }

    /**
     * What may be done about an empty list.
     * @param loosen fields that narrow it to nothing: each alone, given up, brings something
     * @param anyDay whether something would be there on a later day
     * @param instead what others buy, that can be had where it is to go
     */
    @Serdeable
    @Schema(name = "SearchHelp")
    record Help(List<Field> loosen, boolean anyDay, List<Offer> instead) {
        public Help {
            loosen = List.copyOf(loosen);
            instead = List.copyOf(instead);
        }
    }

    /** Why an offer is where it is, as the index reckons. */
    @Serdeable
    @Schema(name = "SearchExplained")
    record Explained(double score, String what, List<Explained> of) {
        public Explained {
            of = List.copyOf(of);
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
