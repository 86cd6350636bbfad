package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CardinalityExecutionMode;
import co.elastic.clients.elasticsearch._types.aggregations.MultiBucketBase;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.search.Search;
import org.cunlu.search.Search.Field;

/** Counts what there is of each field, each as if it were not narrowed itself. */
final class Facets {
    private static final int CHOICES_MAX = 50;
    private static final int VALUES_MAX = 300;
    private static final String CHOICES = "choices";
    private static final String PRODUCTS = "products";
    private static final String SHARED = "shared";
    private static final String OF_ATTRIBUTE = "ATTRIBUTE:";
    private static final Set<Field> LABELLED = Set.of(Field.CATEGORY, Field.BRAND, Field.SELLER, Field.ORIGIN);
    /** Up to here products are counted to a few in a thousand, mostly exactly; for each choice as many bytes times eight are needed. */
    private static final int COUNTED_EXACTLY = 4_000;
    /** The same where two fields or more are narrowed: little is left, and most of the time would go into making room. */
    private static final int COUNTED_EXACTLY_OF_FEW = 1_000;

    /** What is counted. */
    private enum Counted {
        OFFERS,
        PRODUCTS,
        /** Of few offers each is looked at as it comes, and no list of all products there are is made. */
        PRODUCTS_OF_FEW
    }

    private Facets() {}

    /**
     * All fields that are not narrowed are counted among the same offers; only one that is narrowed has others of its own.
     * @param together whether products are counted, and not offers
     */
    static void ask(SearchRequest.Builder request, Narrowed narrowed, boolean together) {
        var shared = new LinkedHashMap<String, Aggregation>();
        Counted counted = counted(narrowed, together);
        if (together) {
            shared.put(PRODUCTS, products(counted));
        }
        for (Field field : Field.values()) {
            var key = new Narrowed.Key(field);
            if (narrowed.queries().containsKey(key)) {
                request.aggregations(field.name(), among(narrowed.but(key), Map.of(CHOICES, choices(field, counted))));
            } else {
                shared.put(field.name(), choices(field, counted));
            }
        }
        request.aggregations(SHARED, among(narrowed.all(), shared));
        // Each attribute that is narrowed is counted by itself, as if it were not; all others together.
        for (Narrowed.Key key : narrowed.queries().keySet()) {
            if (key.attribute() != null) {
                request.aggregations(
                        OF_ATTRIBUTE + key.attribute(),
                        among(narrowed.but(key), Map.of(CHOICES, values(key.attribute(), counted))));
            }
        }
    }

    private static Aggregation among(List<Query> filters, Map<String, Aggregation> counted) {
        return Aggregation.of(outer -> outer.filter(filter -> filter.bool(bool -> bool.filter(filters)))
                .aggregations(counted));
    }

    private static Aggregation choices(Field field, Counted counted) {
        if (field == Field.PRICE) {
            return Aggregation.of(outer -> with(outer.range(PriceSteps.ranges(OfferDocument.PRICE)), counted));
        }
        int most = field == Field.ATTRIBUTE ? VALUES_MAX : CHOICES_MAX;
        return Aggregation.of(outer ->
                with(outer.terms(terms -> terms.field(labelled(field)).size(most)), counted));
    }

    /** Of one attribute alone. Its code has no character that means anything in a pattern but the point. */
    private static Aggregation values(String attribute, Counted counted) {
        String only = attribute.replace(".", "\\.") + "=.*";
        return Aggregation.of(outer -> with(
                outer.terms(terms -> terms.field(labelled(Field.ATTRIBUTE))
                        .include(include -> include.regexp(only))
                        .size(CHOICES_MAX)),
                counted));
    }

    private static Counted counted(Narrowed narrowed, boolean together) {
        if (!together) {
            return Counted.OFFERS;
        }
        return narrowed.allButOne().isPresent() ? Counted.PRODUCTS_OF_FEW : Counted.PRODUCTS;
    }

    private static Aggregation.Builder.ContainerBuilder with(
            Aggregation.Builder.ContainerBuilder choices, Counted counted) {
        return counted == Counted.OFFERS ? choices : choices.aggregations(PRODUCTS, products(counted));
    }

    private static Aggregation products(Counted counted) {
        return Aggregation.of(outer -> outer.cardinality(distinct -> {
            distinct.field(Beside.PRODUCT);
            return counted == Counted.PRODUCTS_OF_FEW
                    ? distinct.precisionThreshold(COUNTED_EXACTLY_OF_FEW).executionHint(CardinalityExecutionMode.Direct)
                    : distinct.precisionThreshold(COUNTED_EXACTLY);
        }));
    }

    /** @return how many products there are, where they were asked for */
    static long products(SearchResponse<Void> answer) {
        return answer.aggregations()
                .get(SHARED)
                .filter()
                .aggregations()
                .get(PRODUCTS)
                .cardinality()
                .value();
    }

    static List<Search.Facet> of(SearchResponse<Void> answer, Narrowed narrowed) {
        var facets = new ArrayList<Search.Facet>();
        for (Field field : Field.values()) {
            Aggregate choices = choices(answer, field.name());
            switch (field) {
                case PRICE ->
                    facets.add(new Search.Facet(
                            field,
                            choices.range().buckets().array().stream()
                                    .filter(bucket -> bucket.docCount() > 0)
                                    .map(bucket ->
                                            new Search.Choice(bucket.key(), PriceSteps.name(bucket), count(bucket)))
                                    .toList()));
                case ATTRIBUTE -> facets.addAll(attributes(answer, narrowed));
                default ->
                    facets.add(new Search.Facet(
                            field,
                            choices.sterms().buckets().array().stream()
                                    .map(Facets::choice)
                                    .toList()));
            }
        }
        return facets;
    }

    private static List<Search.Facet> attributes(SearchResponse<Void> answer, Narrowed narrowed) {
        var buckets = new ArrayList<StringTermsBucket>();
        Set<String> chosen = new java.util.TreeSet<>();
        narrowed.queries().keySet().stream()
                .filter(key -> key.attribute() != null)
                .forEach(key -> {
                    chosen.add(key.attribute());
                    buckets.addAll(choices(answer, OF_ATTRIBUTE + key.attribute())
                            .sterms()
                            .buckets()
                            .array());
                });
        choices(answer, Field.ATTRIBUTE.name()).sterms().buckets().array().stream()
                .filter(bucket -> !chosen.contains(Value.of(bucket).attribute()))
                .forEach(buckets::add);
        Map<String, List<Value>> values = new LinkedHashMap<>();
        buckets.stream()
                .map(Value::of)
                .forEach(value -> values.computeIfAbsent(value.attribute(), _ -> new ArrayList<>())
                        .add(value));
        return values.entrySet().stream()
                .map(each -> new Search.Facet(
                        Field.ATTRIBUTE,
                        each.getKey(),
                        each.getValue().getFirst().name(),
                        each.getValue().stream()
                                .map(Value::choice)
                                .limit(CHOICES_MAX)
                                .toList()))
                .toList();
    }

    /** A value of an attribute, as {@link Beside} wrote it. */
    private record Value(String attribute, String name, Search.Choice choice) {
        static Value of(StringTermsBucket bucket) {
            String[] parts = bucket.key().stringValue().split(String.valueOf(OfferDocument.LABEL_MARK), 3);
            int equals = parts[0].indexOf('=');
            return new Value(
                    parts[0].substring(0, equals),
                    parts[1],
                    new Search.Choice(parts[0].substring(equals + 1), parts[2], count(bucket)));
        }
    }

    private static Aggregate choices(SearchResponse<Void> answer, String name) {
        Aggregate own = answer.aggregations().get(name);
        return own == null
                ? answer.aggregations().get(SHARED).filter().aggregations().get(name)
                : own.filter().aggregations().get(CHOICES);
    }

    private static String labelled(Field field) {
        String name = Narrowed.field(field);
        return LABELLED.contains(field) || field == Field.ATTRIBUTE ? name + OfferDocument.LABEL : name;
    }

    private static long count(MultiBucketBase bucket) {
        Aggregate products = bucket.aggregations().get(PRODUCTS);
        return products == null ? bucket.docCount() : products.cardinality().value();
    }

    private static Search.Choice choice(StringTermsBucket bucket) {
        String key = bucket.key().stringValue();
        int mark = key.indexOf(OfferDocument.LABEL_MARK);
        return mark < 0
                ? new Search.Choice(key, key, count(bucket))
                : new Search.Choice(key.substring(0, mark), key.substring(mark + 1), count(bucket));
    }
}
