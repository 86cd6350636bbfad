package org.cunlu.catalog.goods;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.catalog.SaleUnit;
import org.cunlu.catalog.StorageClass;

/**
 * All that a seller says of a product.
 * @param typeCode whose attributes it fills in; null for none
 * @param description HTML of few tags; whatever else it holds is left out
 * @param attributes value by the attribute's code, those of the level PRODUCT
 * @param pictures hashes of pictures that were sent before, in the order in which they are shown; at most twelve
 * @param options what tells its SKUs apart, such as 规格 and 颜色; at most three
 */
@Serdeable
record ProductSheet(
        @NotBlank @Size(max = 120) String name,
        @Nullable @Size(max = 32) String typeCode,
        @NotBlank @Size(max = 32) String categoryCode,
        @Nullable @Size(max = 32) String brandCode,
        @Nullable @Size(max = 20_000) String description,
        @Nullable @Size(max = 40) Map<String, String> attributes,
        @Nullable @Size(max = 3) List<@NotNull String> options,
        @Nullable @Size(max = 12) List<@NotNull String> pictures,
        @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid SkuSheet> skus) {
    ProductSheet {
        attributes = attributes == null ? Map.of() : new TreeMap<>(attributes);
        options = options == null ? List.of() : List.copyOf(options);
        pictures = pictures == null ? List.of() : List.copyOf(pictures);
        skus = skus == null ? List.of() : List.copyOf(skus);
    }

    ProductSheet described(String cleaned) {
        return new ProductSheet(name, typeCode, categoryCode, brandCode, cleaned, attributes, options, pictures, skus);
    }

    /**
     * One of its SKUs.
     * @param options one value for each of the product's options, in their order
     * @param weightGrams of one piece, packed; 1 to 100,000
     * @param volumeCm3 of one piece, packed; 1 to 1,000,000
     * @param unit what a piece is; PIECE when null
     * @param boxHolds pieces in a box, 2 or more
     * @param shelfLifeDays days from production on; null when it does not spoil
     * @param quantityStep order quantities are whole multiples of it; 1 when null
     * @param toleranceBps what a piece of 斤 or kilograms may weigh more or less, 1 to 3,000 basis points, and is paid for as it
     *     weighs; null where it is sold as it is packed
     */
    @Serdeable
    record SkuSheet(
            @NotBlank @Size(max = 32) String code,
            @NotBlank @Size(max = 120) String name,
            @Nullable @Size(max = 3) List<@NotNull String> options,
            @Nullable @Size(max = 40) Map<String, String> attributes,
            long weightGrams,
            long volumeCm3,
            @NotNull StorageClass storageClass,
            boolean lotTracked,
            @Nullable SaleUnit unit,
            @Nullable Integer boxHolds,
            @Nullable Integer shelfLifeDays,
            @Nullable Integer quantityMin,
            @Nullable Integer quantityMax,
            @Nullable Integer quantityStep,
            @Nullable Integer toleranceBps) {
        SkuSheet {
            options = options == null ? List.of() : List.copyOf(options);
            attributes = attributes == null ? Map.of() : new TreeMap<>(attributes);
            unit = unit == null ? SaleUnit.PIECE : unit;
            quantityStep = quantityStep == null ? Integer.valueOf(1) : quantityStep;
            quantityMin = quantityMin == null ? quantityStep : quantityMin;
            quantityMax = quantityMax == null ? most(quantityStep) : quantityMax;
        }

        /** One that is sold as it is packed. */
        SkuSheet(
                String code,
                String name,
                @Nullable List<String> options,
                @Nullable Map<String, String> attributes,
                long weightGrams,
                long volumeCm3,
                StorageClass storageClass,
                boolean lotTracked,
                @Nullable SaleUnit unit,
                @Nullable Integer boxHolds,
                @Nullable Integer shelfLifeDays,
                @Nullable Integer quantityMin,
                @Nullable Integer quantityMax,
                @Nullable Integer quantityStep) {
            this(
                    code,
                    name,
                    options,
                    attributes,
                    weightGrams,
                    volumeCm3,
                    storageClass,
                    lotTracked,
                    unit,
                    boxHolds,
                    shelfLifeDays,
                    quantityMin,
                    quantityMax,
                    quantityStep,
                    null);
        }

        private static Integer most(int step) {
            return step < 1 || step > org.cunlu.catalog.Sku.QUANTITY_MAX
                    ? org.cunlu.catalog.Sku.QUANTITY_MAX
                    : org.cunlu.catalog.Sku.QUANTITY_MAX / step * step;
        }
    }
}
