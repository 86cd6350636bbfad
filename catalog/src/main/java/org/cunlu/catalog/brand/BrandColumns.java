package org.cunlu.catalog.brand;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cunlu.catalog.BrandRight.Unit;
import org.cunlu.kernel.bulk.CsvRow;

/** The columns of the file and what each may hold. docs/imports.md says the same in words. */
final class BrandColumns {
    static final Set<String> REQUIRED = Set.of("record", "brand_code");
    static final Set<String> OPTIONAL = Set.of(
            "origin_area",
            "owner",
            "standard",
            "grades",
            "story",
            "seller_code",
            "grade",
            "origins",
            "unit",
            "quota",
            "valid_from",
            "valid_until",
            "certificate_no");

    private static final int ORIGINS_MAX = 50;
    private static final long QUOTA_MAX = 1_000_000_000_000L;

    private BrandColumns() {}

    /** Kinds of rows. */
    enum Kind {
        BRAND,
        AUTHORIZATION
    }

    /** @return empty when something is wrong with it, which is then noted */
    static Optional<Kind> kind(CsvRow row) {
        return switch (row.text("record", 16)) {
            case "brand" -> Optional.of(Kind.BRAND);
            case "authorization" -> Optional.of(Kind.AUTHORIZATION);
            case null -> Optional.empty();
            default -> {
                row.fault("record", "not-allowed", "应为 brand 或 authorization · Neither brand nor authorization");
                yield Optional.empty();
            }
        };
    }

    static Optional<Brand> brand(CsvRow row) {
        String code = row.code("brand_code");
        String area = area(row);
        String owner = row.name("owner", 120);
        String standard = row.nameOrNull("standard", 60);
        String story = row.nameOrNull("story", 4_000);
        List<String> grades = row.cell("grades").isEmpty() ? List.of() : row.codes("grades", 12);
        return row.bad() ? Optional.empty() : Optional.of(new Brand(code, code, area, owner, standard, grades, story));
    }

    static Optional<Proposal> authorization(CsvRow row) {
        String brand = row.code("brand_code");
        String seller = row.code("seller_code");
        String grade = row.codeOrNull("grade");
        List<String> origins = row.codes("origins", ORIGINS_MAX);
        if (!row.bad() && !origins.stream().allMatch(origin -> origin.matches("[0-9]{9}|[0-9]{12}"))) {
            row.fault("origins", "origin-unknown", "应为 9 或 12 位行政区划代码 · Not codes of 9 or 12 digits");
        }
        Unit unit = row.constant("unit", Unit.class);
        long quota = row.number("quota", 1, QUOTA_MAX);
        var from = row.dateOrNull("valid_from");
        var until = row.dateOrNull("valid_until");
        for (String column : Arrays.asList("valid_from", "valid_until")) {
            if (row.cell(column).isEmpty()) {
                row.fault(column, "blank", "不能为空 · Must not be blank");
            }
        }
        String certificate = row.name("certificate_no", 60);
        return row.bad()
                ? Optional.empty()
                : Optional.of(new Proposal(brand, seller, grade, origins, unit, quota, from, until, certificate));
    }

    private static String area(CsvRow row) {
        String area = row.code("origin_area");
        if (area != null && !area.matches("[0-9]{6}|[0-9]{9}|[0-9]{12}")) {
            row.fault("origin_area", "area-unknown", "应为 6、9 或 12 位行政区划代码 · Not a code of 6, 9 or 12 digits");
        }
        return area;
    }
}
