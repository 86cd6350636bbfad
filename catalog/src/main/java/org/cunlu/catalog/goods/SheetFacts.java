package org.cunlu.catalog.goods;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.catalog.PesticideCategories;
import org.cunlu.catalog.ProductType;
import org.cunlu.catalog.ProductTypes;

/** What is known of the codes that sheets name, each asked for once: for as long as one sheet, or one file of them, is looked at. */
final class SheetFacts {
    private final ProductTypes types;
    private final PesticideCategories pesticides;
    private final ProductTable table;
    private final Map<String, Optional<ProductType>> knownTypes = new HashMap<>();
    private final Map<String, Boolean> knownCategories = new HashMap<>();
    private final Map<String, Boolean> knownBrands = new HashMap<>();
    private final Map<String, Boolean> knownPesticides = new HashMap<>();

    SheetFacts(ProductTypes types, PesticideCategories pesticides, ProductTable table) {
        this.types = types;
        this.pesticides = pesticides;
        this.table = table;
    }

    Optional<ProductType> type(String code) {
        return knownTypes.computeIfAbsent(code, types::find);
    }

    boolean category(String code) {
        return knownCategories.computeIfAbsent(code, table::knowsCategory);
    }

    boolean brand(String code) {
        return knownBrands.computeIfAbsent(code, table::knowsBrand);
    }

    boolean pesticides(String categoryCode) {
        return knownPesticides.computeIfAbsent(
                categoryCode, code -> !pesticides.among(List.of(code)).isEmpty());
    }
}
