package org.cunlu.catalog.types;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.cunlu.catalog.ProductType;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;

/** Types and their attributes, read by one statement. */
@Singleton
class TypeTable {
    private static final Argument<List<ProductType.Choice>> CHOICES = Argument.listOf(ProductType.Choice.class);

    private final Sql sql;
    private final ObjectMapper json;

    TypeTable(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** @param where such as {@code WHERE t.code = ?} */
    List<ProductType> read(String where, Object... arguments) {
        var types = new LinkedHashMap<String, ProductType>();
        sql.list(
                        "SELECT t.code AS type_code, t.name AS type_name, a.code, a.name, a.kind, a.level, a.unit, a.facet,"
                                + " a.required, a.choices FROM cat_product_type t"
                                + " LEFT JOIN cat_attribute a ON a.type_code = t.code " + where
                                + " ORDER BY t.code, a.position, a.code",
                        this::type,
                        arguments)
                .forEach(type -> types.merge(type.code(), type, TypeTable::joined));
        return List.copyOf(types.values());
    }

    /** Makes the next keeper of this type wait. */
    void write(ProductType type) {
        sql.change(
                "INSERT INTO cat_product_type (code, name) VALUES (?, ?) ON DUPLICATE KEY UPDATE name = VALUES(name)",
                type.code(),
                type.name());
    }

    void writeAttributes(ProductType type) {
        var rows = new ArrayList<Object[]>();
        for (ProductType.Attribute each : type.attributes()) {
            rows.add(new Object[] {
                type.code(),
                each.code(),
                each.name(),
                each.kind(),
                each.level(),
                each.unit(),
                each.facet(),
                each.required(),
                text(each.choices()),
                rows.size()
            });
        }
        sql.change("DELETE FROM cat_attribute WHERE type_code = ?", type.code());
        sql.insertMany(
                "INSERT INTO cat_attribute"
                        + " (type_code, code, name, kind, level, unit, facet, required, choices, position)",
                rows);
    }

    private ProductType type(Row row) {
        List<ProductType.Attribute> attributes = row.string("code") == null
                ? List.of()
                : List.of(new ProductType.Attribute(
                        row.string("code"),
                        row.string("name"),
                        row.constant("kind", ProductType.Kind.class),
                        row.constant("level", ProductType.Level.class),
                        row.string("unit"),
                        row.flag("facet"),
                        row.flag("required"),
                        choices(row.string("choices"))));
        return new ProductType(row.string("type_code"), row.string("type_name"), attributes);
    }

    private static ProductType joined(ProductType one, ProductType more) {
        var attributes = new ArrayList<>(one.attributes());
        attributes.addAll(more.attributes());
        return new ProductType(one.code(), one.name(), attributes);
    }

    private String text(List<ProductType.Choice> choices) {
        try {
            return json.writeValueAsString(choices);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ProductType.Choice> choices(String text) {
        try {
            return json.readValue(text, CHOICES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
