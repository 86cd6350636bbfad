package org.cunlu.orders;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What a line costs its seller, as it was agreed when it was placed.
 * @param category code of its goods' category then
 * @param ruleVersion set of commission rules, 0 when no county had set any
 * @param ruleNo rule of that set, 0 when none fitted and the county's ordinary share held
 * @param commissionFen the platform's share of all pieces, tax on it included
 * @param taxFen of that, the tax
 */
@Serdeable
public record LineTerms(String category, Trade trade, int ruleVersion, int ruleNo, long commissionFen, long taxFen) {
    public LineTerms {
        if (taxFen < 0 || commissionFen < taxFen) {
            throw new IllegalArgumentException("tax " + taxFen + " of a commission of " + commissionFen);
        }
    }
}
