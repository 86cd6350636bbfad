package org.cunlu.catalog.offering;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.catalog.BrandRight;
import org.cunlu.catalog.BrandRight.Standing;
import org.cunlu.catalog.BrandRight.Unit;
import org.cunlu.kernel.db.Row;

/**
 * How a list of offers learns by what right each bears its brand's name, in the same statement. Of a seller's authorisations
 * for a brand and grade no two of the same days have origins of which one holds the other, so at most one fits.
 */
final class Rights {
    /** Asks for the county's date twice. Names: o the offer, b its brand, a the authorisation. */
    static final String JOIN = """
            LEFT JOIN (cat_brand_origin g JOIN cat_brand_authorization a ON a.id = g.authorization_id
                       AND a.state = 'GRANTED' AND a.valid_from <= ? AND a.valid_until >= ?)
              ON g.seller_code = o.seller_code AND g.brand_code = b.code AND g.grade = o.grade
                 AND g.origin_code IN (o.origin_code, LEFT(o.origin_code, 9), LEFT(o.origin_code, 6))
                 AND b.origin_area = LEFT(o.origin_code, CHAR_LENGTH(b.origin_area))""";

    static final String COLUMNS = "b.origin_area, o.origin_code, o.grade, a.id AS authorization_id, a.certificate_no,"
            + " a.unit AS right_unit, a.quota - a.used AS quota_left";

    /** With a name s for the SKU. */
    static final String SELLABLE = "(b.origin_area IS NULL OR (a.id IS NOT NULL AND a.quota - a.used >="
            + " CEILING(GREATEST(o.quantity_min, s.quantity_min) / s.quantity_step) * s.quantity_step *"
            + " CASE a.unit WHEN 'GRAMS' THEN s.weight_grams ELSE 1 END))";

    private Rights() {}

    /** @param least pieces that may be ordered */
    static BrandRight of(Row row, int least) {
        String origin = row.string("origin_code");
        String grade = row.string("grade");
        if (row.string("origin_area") == null) {
            return origin == null && grade.isEmpty()
                    ? BrandRight.FREE
                    : new BrandRight(Standing.FREE, origin, grade, null, null, null, 0);
        }
        @Nullable String authorization = row.string("authorization_id");
        if (authorization == null) {
            return new BrandRight(Standing.NOT_AUTHORISED, origin, grade, null, null, null, 0);
        }
        Unit unit = row.constant("right_unit", Unit.class);
        long left = row.number("quota_left");
        long needed = least * unit.perPiece(row.number("weight_grams"));
        return new BrandRight(
                left < needed ? Standing.USED_UP : Standing.AUTHORISED,
                origin,
                grade,
                authorization,
                row.string("certificate_no"),
                unit,
                left);
    }
}
