package org.cunlu.logistics.counting;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of counts, told to the audit. */
@Factory
class CountInvariants {
    @Singleton
    @Named("frozen-levels-are-counted")
    Invariant whatIsFrozenIsBeingCounted() {
        return new SqlInvariant("frozen levels = counts under way", "SELECT COUNT(*) FROM log_count", """
                SELECT CONCAT(l.sku_code, '@', l.node_code) FROM log_stock_level l
                LEFT JOIN log_count c ON c.count_id = l.frozen_by AND c.state IN ('COUNTING', 'RECOUNTING')
                WHERE l.frozen_by IS NOT NULL AND c.count_id IS NULL
                UNION ALL
                SELECT DISTINCT CONCAT(n.sku_code, '@', c.node_code) FROM log_count c
                JOIN log_count_line n ON n.count_id = c.count_id
                JOIN log_stock_level l ON l.sku_code = n.sku_code AND l.node_code = c.node_code
                WHERE c.state IN ('COUNTING', 'RECOUNTING') AND (l.frozen_by IS NULL OR l.frozen_by <> c.count_id)
                """);
    }
}
