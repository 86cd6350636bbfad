package org.cunlu.catalog.goods;

import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cunlu.catalog.KeptPictures;
import org.cunlu.catalog.PesticideCategories;
import org.cunlu.catalog.ProductType;
import org.cunlu.catalog.ProductType.Level;
import org.cunlu.catalog.ProductTypes;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.StorageClass;
import org.cunlu.catalog.goods.ProductSheet.SkuSheet;
import org.cunlu.kernel.text.PlainText;

/** What a sheet must be before anybody looks at it. */
@Singleton
class SheetRules {
    private static final String CODE = "[A-Z0-9._-]{1,32}";
    private static final int NAME_MAX = 120;
    private static final int OPTION_MAX = 40;
    private static final int BOX_MAX = 10_000;
    /** Twenty years: beyond it somebody mistook the unit. */
    private static final int SHELF_LIFE_MAX = 7_300;

    private final ProductTypes types;
    private final KeptPictures pictures;
    private final PesticideCategories pesticides;
    private final ProductTable table;

    SheetRules(ProductTypes types, KeptPictures pictures, PesticideCategories pesticides, ProductTable table) {
        this.types = types;
        this.pictures = pictures;
        this.pesticides = pesticides;
        this.table = table;
    }

    /**
     * @return the sheet as it is kept: its description cleaned
     * @throws org.cunlu.kernel.problem.ProblemException {@code product-invalid}
     */
    ProductSheet checked(String productCode, ProductSheet sheet) {
        return checked(productCode, sheet, facts());
    }

    /** To look at many sheets by, one after the other within one transaction. */
    SheetFacts facts() {
        return new SheetFacts(types, pesticides, table);
    }

    /** As {@link #checked(String, ProductSheet)}. @param facts from {@link #facts} */
    ProductSheet checked(String productCode, ProductSheet sheet, SheetFacts facts) {
        var faults = new SheetFaults();
        faults.unless(productCode.matches(CODE), "code", "code-invalid", "编码应为 1–32 位 A-Z 0-9 . _ - · Not a code");
        name(faults, sheet.name(), "name");
        Optional<ProductType> type = Optional.ofNullable(sheet.typeCode()).flatMap(facts::type);
        faults.unless(
                sheet.typeCode() == null || type.isPresent(), "typeCode", "type-unknown", "没有这个类型 · No such type");
        faults.unless(
                facts.category(sheet.categoryCode()), "categoryCode", "category-unknown", "没有这个类目 · No such category");
        faults.unless(
                sheet.brandCode() == null || facts.brand(sheet.brandCode()),
                "brandCode",
                "brand-unknown",
                "没有这个品牌 · No such brand");
        var attributes = new AttributeRules(type.map(ProductType::attributes).orElse(List.of()), faults);
        attributes.check(sheet.attributes(), Level.PRODUCT, "attributes");
        options(sheet, faults);
        boolean pesticide = facts.pesticides(sheet.categoryCode());
        Set<String> kept = pictures.known(sheet.pictures());
        faults.unless(
                kept.size() == sheet.pictures().size(),
                "pictures",
                "picture-unknown",
                "有图片未上传或重复 · A picture was not sent, or stands twice");
        for (int i = 0; i < sheet.skus().size(); i++) {
            SkuSheet sku = sheet.skus().get(i);
            sku(sku, "skus[" + i + "].", faults);
            faults.unless(
                    !pesticide || sku.storageClass() == StorageClass.HAZARDOUS,
                    "skus[" + i + "].storageClass",
                    "pesticide-not-hazardous",
                    "农药的储存类别须为危险品 · A pesticide is kept as hazardous goods");
            attributes.check(sku.attributes(), Level.SKU, "skus[" + i + "].attributes");
        }
        faults.check();
        return sheet.described(Description.cleaned(sheet.description()));
    }

    private static void options(ProductSheet sheet, SheetFaults faults) {
        List<String> options = sheet.options();
        faults.unless(
                options.stream().allMatch(each -> PlainText.name(each, OPTION_MAX))
                        && Set.copyOf(options).size() == options.size(),
                "options",
                "option-invalid",
                "规格名有误或重复 · An option's name is not plain, or stands twice");
        var codes = new HashSet<String>();
        var combinations = new HashSet<List<String>>();
        for (int i = 0; i < sheet.skus().size(); i++) {
            SkuSheet sku = sheet.skus().get(i);
            String at = "skus[" + i + "].";
            faults.unless(codes.add(sku.code()), at + "code", "sku-code-twice", "SKU 编码重复 · A SKU's code stands twice");
            boolean fits = sku.options().size() == options.size()
                    && sku.options().stream().allMatch(each -> PlainText.name(each, OPTION_MAX));
            faults.unless(fits, at + "options", "option-invalid", "每个规格项填一个值 · One plain value for each option");
            faults.unless(
                    options.isEmpty() || combinations.add(sku.options()),
                    at + "options",
                    "options-twice",
                    "规格组合重复 · Two SKUs have the same values");
        }
    }

    private static void sku(SkuSheet sku, String at, SheetFaults faults) {
        faults.unless(sku.code().matches(CODE), at + "code", "code-invalid", "编码应为 1–32 位 A-Z 0-9 . _ - · Not a code");
        name(faults, sku.name(), at + "name");
        range(faults, sku.weightGrams(), 1, Sku.WEIGHT_GRAMS_MAX, at + "weightGrams");
        range(faults, sku.volumeCm3(), 1, Sku.VOLUME_CM3_MAX, at + "volumeCm3");
        boolean unit = sku.unit() != org.cunlu.catalog.SaleUnit.BOX;
        faults.unless(unit, at + "unit", "unit-wrong", "基本单位为件、斤或公斤 · A piece, a 斤 or a kilogram");
        faults.unless(
                sku.weightGrams() >= sku.unit().grams(),
                at + "weightGrams",
                "weight-below-unit",
                "毛重小于净重 · It weighs less than its unit holds");
        if (sku.boxHolds() != null) {
            range(faults, sku.boxHolds(), 2, BOX_MAX, at + "boxHolds");
        }
        if (sku.toleranceBps() != null) {
            range(faults, sku.toleranceBps(), 1, Sku.TOLERANCE_BPS_MAX, at + "toleranceBps");
            faults.unless(
                    sku.unit().grams() > 0,
                    at + "toleranceBps",
                    "not-by-weight",
                    "只有按斤或公斤卖的才称重计价 · Only what is sold by 斤 or kilogram is paid for as it weighs");
        }
        if (sku.shelfLifeDays() != null) {
            range(faults, sku.shelfLifeDays(), 1, SHELF_LIFE_MAX, at + "shelfLifeDays");
        }
        range(faults, sku.quantityStep(), 1, Sku.QUANTITY_MAX, at + "quantityStep");
        range(faults, sku.quantityMin(), 1, Sku.QUANTITY_MAX, at + "quantityMin");
        range(faults, sku.quantityMax(), sku.quantityMin(), Sku.QUANTITY_MAX, at + "quantityMax");
        boolean whole = sku.quantityStep() < 1
                || (sku.quantityMin() % sku.quantityStep() == 0 && sku.quantityMax() % sku.quantityStep() == 0);
        faults.unless(
                whole, at + "quantityStep", "not-a-multiple", "最小与最大数量应为步长的倍数 · The limits are multiples of the step");
    }

    private static void name(SheetFaults faults, String name, String at) {
        faults.unless(PlainText.name(name, NAME_MAX), at, "not-plain", "名称含不允许的字符 · Not a plain name");
    }

    private static void range(SheetFaults faults, long value, long min, long max, String at) {
        faults.unless(
                value >= min && value <= max, at, "out-of-range", "应在 " + min + " 至 " + max + " 之间 · Not within them");
    }
}
