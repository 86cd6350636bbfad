package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch._types.mapping.Property;
import co.elastic.clients.elasticsearch._types.mapping.TypeMapping;
import io.micronaut.core.annotation.Nullable;
import jakarta.json.stream.JsonGenerator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.ProductPage.Fact;
import org.cunlu.kernel.id.Ids;
import org.cunlu.search.Way;

/**
 * What an offer's document says beside its names: where it stands ready, what it is narrowed by, how it sells.
 * @param told rises with everything told of stock and sales: of two documents of one version of the offer the higher is the later
 * @param ways from the nodes where its smallest order stands ready
 * @param origin administrative code of a township; null when nobody says
 * @param originName as people read it
 */
record Beside(
        long told,
        List<Way> ways,
        List<Fact> facts,
        @Nullable String origin,
        String originName,
        long sold) {
    static final Beside NOTHING = new Beside(0, List.of(), List.of(), null, "", 0);

    static final String PRODUCT = "product";
    static final String ORIGIN = "origin";
    static final String GRADE = "grade";
    /** Code and value of an attribute, an equals sign between. */
    static final String ATTRIBUTES = "attributes";

    static final String WAYS = "ways";
    /** Codes of nodes in whose subtrees it is delivered. */
    static final String DELIVERS = "delivers";

    static final String EVERYWHERE = "*";
    static final String SOLD = "sold";
    static final String LISTED = "listed_ms";
    /** Checksum of all this. */
    static final String FACTS = "beside_facts";

    /** Values that a shelf could be narrowed by do not get longer than a term may be. */
    private static final int VALUE_MAX = 100;

    Beside {
        ways = List.copyOf(ways);
        facts = List.copyOf(facts);
    }

    static void map(TypeMapping.Builder mapping) {
        Stream.of(
                        PRODUCT,
                        ORIGIN,
                        ORIGIN + OfferDocument.LABEL,
                        GRADE,
                        ATTRIBUTES,
                        ATTRIBUTES + OfferDocument.LABEL,
                        WAYS,
                        DELIVERS)
                .forEach(field -> mapping.properties(field, Property.of(p -> p.keyword(k -> k))));
        Stream.of(SOLD, LISTED).forEach(field -> mapping.properties(field, Property.of(p -> p.long_(l -> l))));
        mapping.properties(FACTS, Property.of(p -> p.long_(l -> l.index(false))));
    }

    void write(JsonGenerator json, Offer offer) {
        json.write(PRODUCT, offer.productCode());
        json.write(SOLD, sold);
        json.write(FACTS, checksum());
        json.write(LISTED, Ids.madeAtMillis(offer.id()));
        if (origin != null) {
            json.write(ORIGIN, origin);
            json.write(ORIGIN + OfferDocument.LABEL, origin + OfferDocument.LABEL_MARK + originName);
        }
        if (!offer.brandRight().grade().isEmpty()) {
            json.write(GRADE, offer.brandRight().grade());
        }
        list(json, ATTRIBUTES, facts, Beside::attribute);
        list(json, ATTRIBUTES + OfferDocument.LABEL, facts, Beside::labelled);
        list(json, WAYS, ways, Way::token);
        List<String> subtrees = offer.delivery().subtrees();
        list(json, DELIVERS, subtrees.isEmpty() ? List.of(EVERYWHERE) : subtrees, code -> code);
    }

    /** @return the same for the same ways, attributes, origin and sales, whatever was told before */
    long checksum() {
        var checksum = new CRC32C();
        Stream.of(
                        ways.stream().map(Way::token).sorted(),
                        facts.stream().map(Beside::labelled).sorted(),
                        Stream.of(String.valueOf(origin), originName, Long.toString(sold)))
                .flatMap(part -> Stream.concat(part, Stream.of("")))
                .forEach(fact -> checksum.update((fact + "\n").getBytes(StandardCharsets.UTF_8)));
        return checksum.getValue();
    }

    static String attribute(String code, String value) {
        return code + '=' + (value.length() > VALUE_MAX ? value.substring(0, VALUE_MAX) : value);
    }

    /** @return whether it has all these values, as the index would say */
    boolean has(String code, String value) {
        return facts.stream().map(Beside::attribute).anyMatch(attribute(code, value)::equals);
    }

    private static String attribute(Fact fact) {
        return attribute(fact.code(), fact.raw());
    }

    private static String labelled(Fact fact) {
        String value = fact.unit() == null ? fact.value() : fact.value() + ' ' + fact.unit();
        return attribute(fact) + OfferDocument.LABEL_MARK + fact.name() + OfferDocument.LABEL_MARK + value;
    }

    private static <T> void list(JsonGenerator json, String field, List<T> all, Function<T, String> text) {
        json.writeStartArray(field);
        all.forEach(each -> json.write(text.apply(each)));
        json.writeEnd();
    }
}
