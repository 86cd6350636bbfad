package org.cunlu.search.offers;

import io.micronaut.core.annotation.Nullable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.ProductPage.Fact;
import org.cunlu.search.Search;
import org.cunlu.search.Search.Field;

/** What a list and its counts must be, by looking at each offer. */
record PlainCounting(List<Offer> all, Map<String, Beside> beside) {
    Search.Query anyQuery(Random random) {
        Offer one = all.get(random.nextInt(all.size()));
        Beside of = beside.get(one.id());
        Map<String, String> attributes = of.facts().stream()
                .filter(_ -> random.nextInt(3) == 0)
                .collect(Collectors.toMap(Fact::code, Fact::raw));
        return new Search.Query(
                null,
                random.nextInt(3) == 0 ? one.category() : null,
                random.nextInt(4) == 0 ? one.brandCode() : null,
                random.nextInt(4) == 0 ? one.direction() : null,
                new Search.Narrowing(
                        random.nextInt(5) == 0 ? one.sellerCode() : null,
                        random.nextInt(4) == 0 ? one.sku().storageClass() : null,
                        random.nextInt(4) == 0 ? one.priceFen() / 2 : null,
                        random.nextInt(4) == 0 ? one.priceFen() * 2 : null,
                        random.nextInt(4) == 0 ? of.origin() : null,
                        null,
                        attributes),
                random.nextBoolean() ? Search.Sort.CHEAPEST : null,
                null,
                1 + random.nextInt(40),
                new Search.Manner(null, true, false));
    }

    TreeSet<String> products(Search.Query query, Narrowed.@Nullable Key but) {
        return all.stream()
                .filter(offer -> fits(offer, query, beside.get(offer.id()), but))
                .map(Offer::productCode)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many products have each value of a field, by plain counting. */
    Map<String, Long> counts(Search.Query query, Narrowed.Key key) {
        var products = new TreeMap<String, HashSet<String>>();
        all.stream()
                .filter(offer -> fits(offer, query, beside.get(offer.id()), key))
                .forEach(offer -> values(offer, beside.get(offer.id()), key)
                        .forEach(value -> products.computeIfAbsent(value, _ -> new HashSet<>())
                                .add(offer.productCode())));
        var counts = new TreeMap<String, Long>();
        products.forEach((value, of) -> counts.put(value, (long) of.size()));
        return counts;
    }

    private static Stream<String> values(Offer offer, Beside beside, Narrowed.Key key) {
        return switch (key.field()) {
            case CATEGORY -> Stream.of(offer.category());
            case BRAND -> Stream.ofNullable(offer.brandCode());
            case DIRECTION -> Stream.of(offer.direction().name());
            case SELLER -> Stream.of(offer.sellerCode());
            case STORAGE -> Stream.of(offer.sku().storageClass().name());
            case ORIGIN -> Stream.ofNullable(beside.origin());
            case GRADE -> Stream.of(offer.brandRight().grade()).filter(grade -> !grade.isEmpty());
            case PRICE ->
                Stream.of("0-999", "1000-1999", "2000-4999", "5000-9999", "10000-19999", "20000-49999", "50000-")
                        .filter(step -> {
                            String[] ends = step.split("-");
                            return offer.priceFen() >= Long.parseLong(ends[0])
                                    && (ends.length == 1 || offer.priceFen() <= Long.parseLong(ends[1]));
                        });
            case ATTRIBUTE ->
                beside.facts().stream()
                        .filter(fact -> fact.code().equals(key.attribute()))
                        .map(Fact::raw);
        };
    }

    private static boolean fits(Offer offer, Search.Query query, Beside beside, Narrowed.@Nullable Key but) {
        Search.Narrowing to = query.narrowing();
        boolean price = (to.minFen() == null || offer.priceFen() >= to.minFen())
                && (to.maxFen() == null || offer.priceFen() <= to.maxFen());
        return is(but, Field.CATEGORY, query.category(), offer.category())
                && is(but, Field.BRAND, query.brandCode(), offer.brandCode())
                && is(but, Field.DIRECTION, query.direction(), offer.direction())
                && is(but, Field.SELLER, to.sellerCode(), offer.sellerCode())
                && is(but, Field.STORAGE, to.storageClass(), offer.sku().storageClass())
                && is(but, Field.ORIGIN, to.origin(), beside.origin())
                && (price || (but != null && but.field() == Field.PRICE))
                && to.attributes().entrySet().stream()
                        .allMatch(each -> beside.has(each.getKey(), each.getValue())
                                || new Narrowed.Key(Field.ATTRIBUTE, each.getKey()).equals(but));
    }

    private static boolean is(
            Narrowed.@Nullable Key but, Field field, @Nullable Object wanted, @Nullable Object value) {
        return wanted == null || wanted.equals(value) || (but != null && but.field() == field);
    }
}
