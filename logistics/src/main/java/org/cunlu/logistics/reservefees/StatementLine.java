package org.cunlu.logistics.reservefees;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** A contract in a statement. @param rateVersion of the table of rates @param ruleSource the measure that the rule is from */
@Serdeable
record StatementLine(
        String contractId,
        String programme,
        String commodity,
        String nodeCode,
        long targetGrams,
        long feeFenPerTonneYear,
        int feeYearDays,
        @Nullable Long spreadFenPerTonne,
        String rateCode,
        int rateVersion,
        String ruleSource,
        long clawbackFen,
        List<Verdict> tests) {
    static StatementLine of(Reckoned each) {
        return new StatementLine(
                each.contract().contractId(),
                each.contract().programme(),
                each.contract().commodity(),
                each.contract().nodeCode(),
                each.contract().targetGrams(),
                each.contract().feeFenPerTonneYear(),
                each.rule().feeYearDays(),
                each.contract().spreadFenPerTonne(),
                each.rule().rateCode(),
                each.rateVersion(),
                each.rule().source(),
                each.clawbackFen(),
                each.verdicts());
    }
}
