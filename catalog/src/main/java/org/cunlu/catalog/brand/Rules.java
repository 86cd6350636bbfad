package org.cunlu.catalog.brand;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.catalog.Areas;
import org.cunlu.kernel.problem.ProblemException;

/** What must be true of a brand and of a right under it, whoever says it. Asked while the brand is locked. */
@Singleton
class Rules {
    private final BrandTable brands;
    private final AuthorizationTable authorizations;
    private final Areas areas;

    Rules(BrandTable brands, AuthorizationTable authorizations, Areas areas) {
        this.brands = brands;
        this.authorizations = authorizations;
        this.areas = areas;
    }

    /** @throws ProblemException {@code area-unknown}, {@code area-in-use}, {@code grade-in-use}, {@code not-plain} */
    void check(Brand brand) {
        if (!areas.exists(brand.originArea())) {
            throw ProblemException.invalid(
                    "originArea", "area-unknown", "没有这个行政区 · No county, township or village of this network");
        }
        plain("story", brand.story());
        plain("ownerName", brand.ownerName());
        plain("standardNo", brand.standardNo());
        for (Authorization each : authorizations.standing(brand.brandCode())) {
            if (!each.origins().stream().allMatch(origin -> origin.startsWith(brand.originArea()))) {
                throw ProblemException.of(
                                409,
                                "area-in-use",
                                "已有授权的产地在该区域之外 · An authorisation has an origin outside this area",
                                "请先撤销该授权 · Revoke it first")
                        .fact("authorizationId", each.authorizationId());
            }
            if (!graded(brand, each.grade())) {
                throw ProblemException.of(
                                409,
                                "grade-in-use",
                                "已有授权使用该等级 · An authorisation is of a grade that would be gone",
                                "请先撤销该授权 · Revoke it first")
                        .fact("authorizationId", each.authorizationId());
            }
        }
    }

    /** @throws ProblemException that names what is wrong, {@code authorization-overlaps} among it */
    void check(Brand brand, Authorization wanted, LocalDate today) {
        if (brand.originArea() == null) {
            throw ProblemException.of(
                    409,
                    "brand-not-regional",
                    "该品牌不是区域公用品牌 · Not a regional brand: it binds nobody",
                    "请先由县里划定产地范围 · The county says its area first");
        }
        if (!brands.sellerExists(wanted.sellerCode())) {
            throw ProblemException.invalid("sellerCode", "seller-unknown", "没有这个商家 · No such seller");
        }
        if (!graded(brand, wanted.grade())) {
            throw ProblemException.invalid(
                    "grade",
                    "grade-unknown",
                    "没有这个等级 · Not a grade of this brand: " + String.join(" ", brand.grades()));
        }
        if (wanted.validUntil().isBefore(wanted.validFrom())) {
            throw ProblemException.invalid("validUntil", "ends-before-it-begins", "结束早于开始 · Ends before it begins");
        }
        if (wanted.validUntil().isBefore(today)) {
            throw ProblemException.invalid("validUntil", "already-over", "有效期已过 · It is over already");
        }
        plain("certificateNo", wanted.certificateNo());
        checkOrigins(brand, wanted.origins());
        authorizations.standing(brand.brandCode()).stream()
                .filter(wanted::overlaps)
                .findFirst()
                .ifPresent(other -> {
                    throw ProblemException.of(
                                    409,
                                    "authorization-overlaps",
                                    "同一商家、等级和产地在这段时间已有授权 · The seller has one for this grade and origin then",
                                    "请改日期或产地，或先撤销原授权 · Other dates or origins, or revoke that one first")
                            .fact("authorizationId", other.authorizationId());
                });
    }

    private void checkOrigins(Brand brand, List<String> origins) {
        for (int i = 0; i < origins.size(); i++) {
            String origin = origins.get(i);
            if (!origin.startsWith(brand.originArea())) {
                throw ProblemException.invalid(
                        "origins", "origin-outside-area", "产地 " + origin + " 在品牌范围之外 · Outside the brand's area");
            }
            if (!areas.exists(origin)) {
                throw ProblemException.invalid(
                        "origins", "origin-unknown", "没有这个乡镇或村 " + origin + " · No such township or village");
            }
            for (String before : origins.subList(0, i)) {
                if (origin.startsWith(before) || before.startsWith(origin)) {
                    throw ProblemException.invalid(
                            "origins", "origins-overlap", "产地重复 " + origin + " · Named twice, or within another");
                }
            }
        }
    }

    private static boolean graded(Brand brand, String grade) {
        return brand.grades().isEmpty() ? grade.isEmpty() : brand.grades().contains(grade);
    }

    private static void plain(String field, String text) {
        if (text != null
                && text.codePoints().anyMatch(c -> c == '<' || c == '>' || Character.isISOControl(c) && c != '\n')) {
            throw ProblemException.invalid(field, "not-plain", "只能是纯文本 · Plain text only, no angle brackets");
        }
    }
}
