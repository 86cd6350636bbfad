package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What is said of each product of a kind, such as of fruit or of tea.
 * @param code 1 to 32 of A-Z 0-9 . _ -
 * @param attributes in the order in which pages show them
 */
@Serdeable
public record ProductType(
        @NotBlank @Size(max = 32) String code,
        @NotBlank @Size(max = 120) String name,
        @NotNull @Size(max = 40) List<@Valid Attribute> attributes) {
    public ProductType {
        attributes = attributes == null ? List.of() : List.copyOf(attributes);
    }

    /**
     * One typed fact.
     * @param unit of a number, such as {@code %} or {@code 斤}; null for the others
     * @param facet whether buyers may narrow a list by it
     * @param required whether a product is incomplete without it
     * @param choices of a CHOICE, at least one; empty for the others
     */
    @Serdeable
    public record Attribute(
            @NotBlank @Size(max = 32) String code,
            @NotBlank @Size(max = 120) String name,
            @NotNull Kind kind,
            @NotNull Level level,
            @Nullable @Size(max = 16) String unit,
            boolean facet,
            boolean required,
            @Nullable @Size(max = 100) List<@Valid Choice> choices) {
        public Attribute {
            choices = choices == null ? List.of() : List.copyOf(choices);
        }
    }

    /** @param code what a product keeps; the name may be reworded */
    @Serdeable
    public record Choice(
            @NotBlank @Size(max = 32) String code,
            @NotBlank @Size(max = 120) String name) {}

    /** What a value may be. */
    public enum Kind {
        /** Plain text of up to 200 characters. */
        TEXT,
        /** A decimal number of up to 12 digits, 4 of them behind the point. */
        NUMBER,
        /** The code of one of the choices. */
        CHOICE,
        /** yyyy-MM-dd */
        DATE,
        /** true or false */
        FLAG
    }

    /** Of what it is said. */
    public enum Level {
        PRODUCT,
        SKU
    }
}
