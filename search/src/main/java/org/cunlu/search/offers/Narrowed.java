package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.micronaut.core.annotation.Nullable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.search.Search;
import org.cunlu.search.Search.Field;

/**
 * What a list is narrowed to, each field by itself, so that each can be counted as if it were not.
 * @param queries by field; of attributes there may be several
 */
record Narrowed(Map<Key, Query> queries) {
    /** @param attribute code; null of other fields */
    record Key(Field field, @Nullable String attribute) {
        Key(Field field) {
            this(field, null);
        }
    }

    static Narrowed of(Search.Query asked) {
        var queries = new LinkedHashMap<Key, Query>();
        var more = asked.narrowing();
        term(queries, Field.CATEGORY, asked.category());
        term(queries, Field.BRAND, asked.brandCode());
        term(queries, Field.DIRECTION, asked.direction());
        term(queries, Field.SELLER, more.sellerCode());
        term(queries, Field.STORAGE, more.storageClass());
        term(queries, Field.ORIGIN, more.origin());
        term(queries, Field.GRADE, more.grade());
        if (more.minFen() != null || more.maxFen() != null) {
            queries.put(new Key(Field.PRICE), price(more.minFen(), more.maxFen()));
        }
        more.attributes()
                .forEach((code, value) -> queries.put(
                        new Key(Field.ATTRIBUTE, code), term(Beside.ATTRIBUTES, Beside.attribute(code, value))));
        return new Narrowed(queries);
    }

    boolean isEmpty() {
        return queries.isEmpty();
    }

    List<Query> all() {
        return List.copyOf(queries.values());
    }

    List<Query> but(Key key) {
        return queries.entrySet().stream()
                .filter(each -> !each.getKey().equals(key))
                .map(Map.Entry::getValue)
                .toList();
    }

    /**
     * What nothing counts that falls short in two fields: it is in no list, and in no count of one field as if that were not narrowed.
     * @return empty where every offer may count
     */
    Optional<Query> allButOne() {
        return queries.size() < 2
                ? Optional.empty()
                : Optional.of(Query.of(some -> some.bool(
                        bool -> bool.should(all()).minimumShouldMatch(Integer.toString(queries.size() - 1)))));
    }

    static String field(Field field) {
        return switch (field) {
            case CATEGORY -> OfferDocument.CATEGORY;
            case BRAND -> OfferDocument.BRAND;
            case DIRECTION -> OfferDocument.DIRECTION;
            case SELLER -> OfferDocument.SELLER;
            case STORAGE -> OfferDocument.STORAGE;
            case ORIGIN -> Beside.ORIGIN;
            case GRADE -> Beside.GRADE;
            case PRICE -> OfferDocument.PRICE;
            case ATTRIBUTE -> Beside.ATTRIBUTES;
        };
    }

    private static void term(Map<Key, Query> queries, Field field, @Nullable Object value) {
        if (value != null) {
            queries.put(new Key(field), term(field(field), value.toString()));
        }
    }

    private static Query term(String field, String value) {
        return Query.of(query -> query.term(term -> term.field(field).value(value)));
    }

    private static Query price(@Nullable Long least, @Nullable Long most) {
        return Query.of(outer -> outer.range(range -> range.number(number -> {
            number.field(OfferDocument.PRICE);
            if (least != null) {
                number.gte(least.doubleValue());
            }
            return most == null ? number : number.lte(most.doubleValue());
        })));
    }
}
