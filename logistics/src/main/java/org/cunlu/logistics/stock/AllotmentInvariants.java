package org.cunlu.logistics.stock;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of what is kept apart. */
@Factory
class AllotmentInvariants {
    @Singleton
    @Named("allotments-are-earmarked")
    Invariant allotmentsAreEarmarked() {
        return new SqlInvariant(
                "allotments = earmarked", "SELECT COUNT(*) FROM log_stock_level WHERE earmarked <> 0", """
                SELECT CONCAT(l.sku_code, '@', l.node_code, ': earmarked ', l.earmarked, ', kept apart ',
                              COALESCE(a.pieces, 0))
                FROM log_stock_level l
                LEFT JOIN (SELECT sku_code, node_code, SUM(allotted - drawn - freed) AS pieces FROM log_allotment
                           GROUP BY sku_code, node_code) a
                    ON a.sku_code = l.sku_code AND a.node_code = l.node_code
                WHERE l.earmarked <> COALESCE(a.pieces, 0)
                """);
    }

    /** What an order went without stays drawn: nobody has these pieces any more. */
    @Singleton
    @Named("allotments-are-drawn")
    Invariant drawnIsWhatOrdersHold() {
        return new SqlInvariant(
                "drawn of allotments = orders' holds; drawn + freed = allotment after its end",
                "SELECT COUNT(*) FROM log_allotment",
                """
                SELECT CONCAT('allotment ', a.allotment_id, ' ', a.sku_code, '@', a.node_code, ': ', a.allotted,
                              ' allotted, ', a.drawn, ' drawn, ', a.freed, ' freed, orders hold ', COALESCE(r.pieces, 0))
                FROM log_allotment a
                LEFT JOIN (SELECT allotment_id, sku_code, node_code,
                                  SUM(IF(state = 'RELEASED', 0, quantity) + short_qty) AS pieces
                           FROM log_reservation WHERE allotment_id IS NOT NULL
                           GROUP BY allotment_id, sku_code, node_code) r
                    ON r.allotment_id = a.allotment_id AND r.sku_code = a.sku_code AND r.node_code = a.node_code
                WHERE a.drawn <> COALESCE(r.pieces, 0) OR a.drawn + a.freed > a.allotted
                   OR (a.is_open = 0 AND a.drawn + a.freed <> a.allotted)
                """);
    }
}
