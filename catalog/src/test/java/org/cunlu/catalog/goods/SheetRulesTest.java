package org.cunlu.catalog.goods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cunlu.catalog.ProductTypes;
import org.cunlu.catalog.SaleUnit;
import org.cunlu.catalog.StorageClass;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SheetRulesTest implements TestPropertyProvider {
    @Inject
    SheetRules rules;

    @Inject
    ProductTypes types;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("sheetrules", Server.DATABASE);
    }

    @BeforeAll
    void aCategoryAndAType() {
        transactions.run(
                () -> sql.change("INSERT INTO cat_category (code, name, path) VALUES ('FRUIT', '鲜果', '/FRUIT/'),"
                        + " ('PESTICIDE', '农药', '/PESTICIDE/'), ('MITES', '杀螨剂', '/PESTICIDE/MITES/')"));
        types.keep(Sheets.FRUIT, "tester");
    }

    @Test
    void aGoodSheetIsKeptWithItsDescriptionCleaned() {
        var sheet = Sheets.oranges().described("<p>甜</p><script>alert(1)</script>");
        assertThat(rules.checked("P", sheet).description()).isEqualTo("<p>甜</p>");
    }

    @Test
    void namesWithMarkupOrHiddenCharactersAreRefused() {
        for (String name :
                List.of("<b>忠橙</b>", "忠橙<script>", "忠\u202E橙", "忠\u200B橙", "忠\u0000橙", "忠\n橙", "橙".repeat(121), " ")) {
            assertThat(faults("P", Sheets.named(name))).as(name).containsExactly("not-plain");
        }
        assertThat(rules.checked("P", Sheets.named("橙".repeat(120))).name()).hasSize(120);
    }

    @Test
    void attributesAreOfTheirKindAndUnit() {
        assertThat(attribute("SUGAR", "12.5")).isEmpty();
        assertThat(attribute("SUGAR", "12.5%")).containsExactly("unit-wrong");
        assertThat(attribute("SUGAR", "12.5 g")).containsExactly("unit-wrong");
        assertThat(attribute("SUGAR", "甜")).containsExactly("attribute-invalid");
        assertThat(attribute("SUGAR", "1e9")).isNotEmpty();
        assertThat(attribute("SUGAR", "123456789")).containsExactly("attribute-invalid");
        assertThat(attribute("PICKED", "2026-11-25")).isEmpty();
        assertThat(attribute("PICKED", "2026-02-30")).containsExactly("attribute-invalid");
        assertThat(attribute("ORGANIC", "true")).isEmpty();
        assertThat(attribute("ORGANIC", "yes")).containsExactly("attribute-invalid");
        assertThat(attribute("GRADE", "A")).containsExactly("attribute-unknown");
        assertThat(attribute("ORIGIN", "<i>")).containsExactly("attribute-invalid");
        assertThat(faults("P", Sheets.withAttributes(Map.of()))).containsExactly("attribute-missing");
    }

    @Test
    void attributesOfASkuAreDemandedChosenAndNotTakenForTheProducts() {
        assertThat(stored("FRUIT", StorageClass.DRY, "B", 30)).isEmpty();
        assertThat(stored("FRUIT", StorageClass.DRY, "C", 30)).containsExactly("attribute-invalid");
        assertThat(stored("FRUIT", StorageClass.DRY, null, 30)).containsExactly("attribute-missing");
        assertThat(stored("FRUIT", StorageClass.DRY, "A", 1)).isEmpty();
        assertThat(stored("FRUIT", StorageClass.DRY, "A", 7_300)).isEmpty();
        assertThat(stored("FRUIT", StorageClass.DRY, "A", 0)).containsExactly("out-of-range");
        assertThat(stored("FRUIT", StorageClass.DRY, "A", 7_301)).containsExactly("out-of-range");
    }

    @Test
    void whatLiesBelowPesticideIsHazardousGoods() {
        for (String category : List.of("PESTICIDE", "MITES")) {
            assertThat(stored(category, StorageClass.HAZARDOUS, "A", 30)).isEmpty();
            assertThat(stored(category, StorageClass.DRY, "A", 30)).containsExactly("pesticide-not-hazardous");
            assertThat(stored(category, StorageClass.CHILLED, "A", 30)).containsExactly("pesticide-not-hazardous");
        }
    }

    private List<String> stored(String category, StorageClass storage, String grade, int shelfLifeDays) {
        return faults("P", Sheets.stored(category, storage, grade, shelfLifeDays));
    }

    @Test
    void measuresAndQuantitiesHaveBounds() {
        assertThat(sku(100_000, SaleUnit.PIECE, null, 1, 9_999, 1)).isEmpty();
        assertThat(sku(100_001, SaleUnit.PIECE, null, 1, 9_999, 1)).containsExactly("out-of-range");
        assertThat(sku(-1, SaleUnit.PIECE, null, 1, 99, 1)).contains("out-of-range");
        assertThat(sku(499, SaleUnit.JIN, null, 1, 99, 1)).containsExactly("weight-below-unit");
        assertThat(sku(500, SaleUnit.JIN, 20, 1, 99, 1)).isEmpty();
        assertThat(sku(500, SaleUnit.BOX, 20, 1, 99, 1)).containsExactly("unit-wrong");
        assertThat(sku(500, SaleUnit.JIN, 1, 1, 99, 1)).containsExactly("out-of-range");
        assertThat(sku(500, SaleUnit.JIN, null, 5, 50, 5)).isEmpty();
        assertThat(sku(500, SaleUnit.JIN, null, 4, 50, 5)).containsExactly("not-a-multiple");
        assertThat(sku(500, SaleUnit.JIN, null, 9, 8, 1)).containsExactly("out-of-range");
        assertThat(sku(500, SaleUnit.JIN, null, 1, 10_000, 1)).containsExactly("out-of-range");
        assertThat(sku(500, SaleUnit.JIN, null, 0, 9, 0)).isNotEmpty();
    }

    @Test
    void skusDifferInCodeAndOptions() {
        var five = Sheets.sku("K-1", "5 斤");
        assertThat(faults("P", Sheets.withSkus(five, Sheets.sku("K-2", "5 斤")))).containsExactly("options-twice");
        assertThat(faults("P", Sheets.withSkus(five, Sheets.sku("K-1", "10 斤"))))
                .containsExactly("sku-code-twice");
        assertThat(faults("p!", Sheets.oranges())).containsExactly("code-invalid");
    }

    @Test
    void allThatIsWrongIsToldAtOnceAndNotWithoutEnd() {
        var bad = IntStream.range(0, 100)
                .mapToObj(i -> Sheets.sku("bad code", "<" + i))
                .toArray(ProductSheet.SkuSheet[]::new);
        assertThat(faults("P", Sheets.withSkus(bad))).hasSize(50);
    }

    private List<String> attribute(String code, String value) {
        var attributes = new java.util.TreeMap<>(Map.of("ORIGIN", "忠县"));
        attributes.put(code, value);
        return faults("P", Sheets.withAttributes(attributes));
    }

    private List<String> sku(long grams, SaleUnit unit, Integer box, int least, int most, int step) {
        return faults("P", Sheets.withSkus(Sheets.sku("K-1", "5 斤", grams, unit, box, least, most, step)));
    }

    private List<String> faults(String code, ProductSheet sheet) {
        try {
            rules.checked(code, sheet);
            return List.of();
        } catch (ProblemException refused) {
            assertThat(refused.code()).isEqualTo("product-invalid");
            return ((List<?>) refused.facts().get("faults"))
                    .stream()
                            .map(fault -> (String) ((Map<?, ?>) fault).get("code"))
                            .collect(Collectors.toList());
        }
    }

    @Test
    void whatIsNotDeclaredIsUnknown() {
        var sheet = Sheets.oranges();
        var elsewhere = new ProductSheet(
                sheet.name(), "NONE", "NONE", "NONE", null, Map.of(), sheet.options(), List.of("00"), sheet.skus());
        assertThatThrownBy(() -> rules.checked("P", elsewhere))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem("r").detail())
                                .as("the first of them are said to people, in both languages")
                                .containsPattern("；.+ … · .+; .+ …$"));
        assertThat(faults("P", elsewhere))
                .contains("type-unknown", "category-unknown", "brand-unknown", "picture-unknown");
    }
}
