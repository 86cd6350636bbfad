package org.cunlu.catalog.offering;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.catalog.ControlledOffers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.time.CountyTime;

/** Compares what followers were told of a farm input's registration and licence with what is so. */
@Singleton
class ToldInputs implements ControlledOffers {
    /** Offers below the categories of inputs, and those that were taken off and may be none any more. From these few on: all others need not be read. */
    private static final String CHANGED =
            "SELECT STRAIGHT_JOIN o.id, " + Controlled.SELLABLE + """
             AS sellable FROM (SELECT STRAIGHT_JOIN fo.id FROM cat_input_category fk
                JOIN cat_category fc ON fc.path LIKE CONCAT('%/', fk.category_code, '/%')
                JOIN cat_product fp ON fp.category_code = fc.code
                JOIN cat_sku fs ON fs.product_code = fp.code
                JOIN cat_offer fo ON fo.sku_code = fs.code
                UNION SELECT id FROM cat_offer WHERE input_sellable = FALSE) few
            JOIN cat_offer o ON o.id = few.id
            """ + Controlled.TODAY + """

            JOIN cat_sku s ON s.code = o.sku_code
            JOIN cat_product p ON p.code = s.product_code
            """ + Controlled.JOIN
                    + " WHERE o.input_sellable <> " + Controlled.SELLABLE;

    private final Sql sql;
    private final ToldFlag flag;
    private final Clock clock;

    ToldInputs(Sql sql, Outbox outbox, Clock clock) {
        this.sql = sql;
        this.flag = new ToldFlag(sql, outbox, "input_sellable");
        this.clock = clock;
    }

    @Override
    public int tell() {
        Instant now = clock.instant();
        var sellable = new TreeMap<String, Boolean>();
        sql.list(CHANGED, row -> Map.entry(row.string("id"), row.flag("sellable")), CountyTime.date(now))
                .forEach(each -> sellable.put(each.getKey(), each.getValue()));
        return flag.tell(sellable, now);
    }
}
