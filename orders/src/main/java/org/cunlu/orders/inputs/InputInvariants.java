package org.cunlu.orders.inputs;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of sales of farm inputs. */
@Factory
class InputInvariants {
    @Singleton
    @Named("input-limits")
    Invariant seasonUseIsWhatOrdersHold() {
        return new SqlInvariant(
                "farm inputs used of a season = open and done lines",
                "SELECT COUNT(*) FROM ord_input_use",
                "SELECT CONCAT('limit ', limit_id, ' buyer ', account_id, ': ', SUM(difference)) FROM ("
                        + "SELECT limit_id, account_id, used AS difference FROM ord_input_use UNION ALL"
                        + " SELECT limit_id, account_id, -held FROM (" + LimitTable.HELD + ") h) both_sides"
                        + " GROUP BY limit_id, account_id HAVING SUM(difference) <> 0");
    }

    @Singleton
    @Named("input-purposes")
    Invariant restrictedLinesHaveAPurposeAndAVerifiedBuyer() {
        return new SqlInvariant(
                "restricted farm inputs = a purpose and a verified buyer at placing",
                "SELECT COUNT(*) FROM ord_line WHERE input_kind = 'PESTICIDE'",
                "SELECT CONCAT('order ', l.order_id, ' line ', l.line_no) FROM ord_line l"
                        + " JOIN ord_order o ON o.order_id = l.order_id"
                        + " LEFT JOIN ord_input_purpose p ON p.group_id = o.group_id AND p.offer_id = l.offer_id"
                        + " WHERE l.input_restricted AND (p.purpose_id IS NULL OR p.verification_id = '')");
    }
}
