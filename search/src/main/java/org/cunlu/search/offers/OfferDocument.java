package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch._types.mapping.Property;
import co.elastic.clients.elasticsearch._types.mapping.TypeMapping;
import co.elastic.clients.json.JsonpMapper;
import co.elastic.clients.json.JsonpSerializable;
import jakarta.json.stream.JsonGenerator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.cunlu.catalog.Offer;

/**
 * An offer as the index holds it: tokens to find it by, codes to filter by, names to suggest. What is shown is read from
 * the database.
 */
record OfferDocument(Offer offer, String categoryName, Beside beside) implements JsonpSerializable {
    /** Raised with every change of the fields or of how their tokens are cut; an index of another version is rebuilt. */
    static final int VERSION = 7;

    static final String ID = "offer_id";
    static final String OFFER_VERSION = "offer_version";
    /** Checksum of what the tokens are made of. */
    static final String FACTS = "facts";

    static final String CATEGORY = "category";
    static final String BRAND = "brand";
    static final String DIRECTION = "direction";
    static final String SELLER = "seller";
    static final String STORAGE = "storage";
    static final String PRICE = "price_fen";
    /** Code and name together, so that a facet has both. */
    static final String LABEL = "_label";

    static final char LABEL_MARK = '\t';
    /** Words of product, SKU and brand. */
    static final String WORDS = "words";
    /** Words of category and seller, which say less. */
    static final String MORE_WORDS = "more_words";

    static final String CHARACTERS = "characters";
    /** Those of product, SKU and brand alone. */
    static final String NAME_CHARACTERS = "name_characters";

    static final String SOUNDS = "sounds";
    static final String INITIALS = "initials";

    static final List<Suggested> SUGGESTED = List.of(
            new Suggested("brand_name", "brand_beginnings"),
            new Suggested("category_name", "category_beginnings"),
            new Suggested("product_name", "product_beginnings"),
            new Suggested("seller_name", "seller_beginnings"));

    /** A name that is suggested, and the field with its beginnings. */
    record Suggested(String name, String beginnings) {}

    static TypeMapping mapping() {
        var mapping = new TypeMapping.Builder()
                // Nothing but what stands here is ever indexed, and nothing has to be read back from here.
                .dynamic(co.elastic.clients.elasticsearch._types.mapping.DynamicMapping.Strict)
                .source(source -> source.enabled(false));
        Stream.of(ID, CATEGORY, BRAND, DIRECTION, SELLER, STORAGE, CATEGORY + LABEL, BRAND + LABEL, SELLER + LABEL)
                .forEach(field -> mapping.properties(field, Property.of(p -> p.keyword(k -> k))));
        Beside.map(mapping);
        mapping.properties(PRICE, Property.of(p -> p.long_(l -> l)));
        mapping.properties(OFFER_VERSION, Property.of(p -> p.long_(l -> l.index(false))));
        mapping.properties(FACTS, Property.of(p -> p.long_(l -> l.index(false))));
        Stream.of(WORDS, MORE_WORDS, CHARACTERS, NAME_CHARACTERS, SOUNDS, INITIALS)
                .forEach(field -> mapping.properties(
                        field,
                        Property.of(p -> p.text(t -> t.analyzer("whitespace").norms(false)))));
        for (Suggested each : SUGGESTED) {
            mapping.properties(each.name(), Property.of(p -> p.keyword(k -> k)));
            mapping.properties(
                    each.beginnings(),
                    Property.of(p -> p.text(t -> t.analyzer("whitespace")
                            .norms(false)
                            .indexOptions(co.elastic.clients.elasticsearch._types.mapping.IndexOptions.Docs))));
        }
        return mapping.build();
    }

    /** One of which nothing is known but its names. */
    OfferDocument(Offer offer, String categoryName) {
        this(offer, categoryName, Beside.NOTHING);
    }

    /** @return as the index knows it: that of the offer first, then what was told of its stock and sales */
    long version() {
        return IndexedVersion.of(offer.version(), beside.told());
    }

    @Override
    public void serialize(JsonGenerator json, JsonpMapper mapper) {
        // Apart from each other, so that no phrase is found across the end of one and the beginning of the next.
        List<String> names = Stream.of(offer.productName(), offer.sku().name(), offer.brandName())
                .filter(Objects::nonNull)
                .toList();
        List<String> more = List.of(categoryName, offer.sellerName());
        json.writeStartObject();
        json.write(ID, offer.id());
        json.write(OFFER_VERSION, offer.version());
        json.write(FACTS, facts());
        json.write(PRICE, offer.priceFen());
        json.write(DIRECTION, offer.direction().name());
        json.write(STORAGE, offer.sku().storageClass().name());
        writeLabelled(json, CATEGORY, offer.category(), categoryName);
        writeLabelled(json, SELLER, offer.sellerCode(), offer.sellerName());
        if (offer.brandCode() != null) {
            writeLabelled(json, BRAND, offer.brandCode(), String.valueOf(offer.brandName()));
        }
        beside.write(json, offer);
        write(json, WORDS, names.stream().map(Tokens::words).toList());
        write(json, MORE_WORDS, more.stream().map(Tokens::words).toList());
        write(
                json,
                CHARACTERS,
                Stream.concat(names.stream(), more.stream())
                        .map(Tokens::characters)
                        .toList());
        write(json, NAME_CHARACTERS, names.stream().map(Tokens::characters).toList());
        List<String> sounds = names.stream()
                .flatMap(name -> Tokens.sounds(name).stream())
                .distinct()
                .toList();
        write(json, SOUNDS, sounds);
        write(json, INITIALS, Tokens.initials(sounds));
        var suggested = new ArrayList<String>();
        suggested.add(offer.brandName());
        suggested.add(categoryName);
        suggested.add(offer.productName());
        suggested.add(offer.sellerName());
        for (int i = 0; i < suggested.size(); i++) {
            if (suggested.get(i) != null) {
                json.write(SUGGESTED.get(i).name(), suggested.get(i));
                json.write(SUGGESTED.get(i).beginnings(), Tokens.beginnings(suggested.get(i)));
            }
        }
        json.writeEnd();
    }

    /** @return the same for the same names, codes and price, whatever the version: so a document that tells of others is seen */
    long facts() {
        var checksum = new CRC32C();
        Stream.of(
                        offer.productName(),
                        offer.sku().name(),
                        offer.brandCode(),
                        offer.brandName(),
                        offer.category(),
                        categoryName,
                        offer.sellerCode(),
                        offer.sellerName(),
                        offer.direction(),
                        offer.sku().storageClass(),
                        offer.priceFen())
                .forEach(fact -> checksum.update((fact + "\n").getBytes(StandardCharsets.UTF_8)));
        return checksum.getValue();
    }

    private static void writeLabelled(JsonGenerator json, String field, String code, String name) {
        json.write(field, code);
        json.write(field + LABEL, code + LABEL_MARK + name);
    }

    private static void write(JsonGenerator json, String field, Collection<String> lines) {
        json.writeStartArray(field);
        lines.forEach(json::write);
        json.writeEnd();
    }
}
