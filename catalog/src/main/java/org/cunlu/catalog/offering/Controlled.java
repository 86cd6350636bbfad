package org.cunlu.catalog.offering;

import io.micronaut.core.annotation.Nullable;
import org.cunlu.catalog.InputKind;
import org.cunlu.catalog.InputRight;
import org.cunlu.catalog.InputRight.Standing;
import org.cunlu.catalog.Toxicity;
import org.cunlu.kernel.db.Row;

/**
 * How a list of offers learns, in the same statement, whether an offer is one of a farm input and may be sold: by a registration
 * of the product and a licence of the seller that are both valid today, and a pesticide as hazardous goods alone.
 */
final class Controlled {
    /** The county's date, asked for once, to stand right behind the offer. Names: d. */
    static final String TODAY = "JOIN (SELECT CAST(? AS DATE) AS today) d";

    /** With a name p for the product. Names: k the kind that its category is of, i the registration. */
    static final String JOIN = """
            LEFT JOIN cat_input_category k ON k.category_code = (SELECT MIN(kk.category_code) FROM cat_category kc
                JOIN cat_input_category kk ON kc.path LIKE CONCAT('%%/', kk.category_code, '/%%') WHERE kc.code = p.category_code)
            LEFT JOIN cat_input i ON i.product_code = p.code AND i.kind = k.kind""".replace("%%", "%");

    private static final String VALID = "(NOT i.withdrawn AND i.valid_from <= d.today AND i.valid_until >= d.today)";

    /** Who may sell restricted pesticides may sell the others too. */
    private static final String LICENSED = """
            EXISTS (SELECT 1 FROM cat_seller_licence l WHERE l.seller_code = o.seller_code
                AND l.licence_class IN (CASE WHEN i.restricted THEN 'RESTRICTED_PESTICIDE' ELSE k.kind END,
                    CASE k.kind WHEN 'PESTICIDE' THEN 'RESTRICTED_PESTICIDE' ELSE k.kind END)
                AND (l.valid_from IS NULL OR l.valid_from <= d.today)
                AND (l.valid_until IS NULL OR l.valid_until >= d.today))""";

    /** By its storage class alone is it kept apart from food on its way. With a name s for the SKU. */
    private static final String APART = "(k.kind <> 'PESTICIDE' OR s.storage_class = 'HAZARDOUS')";

    static final String SELLABLE =
            "(k.kind IS NULL OR (i.product_code IS NOT NULL AND " + VALID + " AND " + LICENSED + " AND " + APART + "))";

    static final String COLUMNS =
            "k.kind AS input_kind, i.registration_no, i.toxicity, i.restricted, i.active_ingredient,"
                    + " i.valid_until AS registered_until, " + VALID + " AS registered, " + LICENSED + " AS licensed, "
                    + APART + " AS kept_apart";

    private Controlled() {}

    /** @return null for what is no farm input */
    static @Nullable InputRight of(Row row) {
        if (row.string("input_kind") == null) {
            return null;
        }
        var kind = row.constant("input_kind", InputKind.class);
        if (row.string("registration_no") == null) {
            return new InputRight(kind, Standing.NOT_REGISTERED, null, null, false, null, null);
        }
        Standing standing = standing(row);
        return new InputRight(
                kind,
                standing,
                row.string("registration_no"),
                row.string("toxicity") == null ? null : row.constant("toxicity", Toxicity.class),
                row.flag("restricted"),
                row.string("active_ingredient"),
                row.date("registered_until"));
    }

    private static Standing standing(Row row) {
        if (!row.flag("registered")) {
            return Standing.NOT_VALID;
        }
        if (!row.flag("kept_apart")) {
            return Standing.NOT_HAZARDOUS;
        }
        return row.flag("licensed") ? Standing.SELLABLE : Standing.NOT_LICENSED;
    }
}
