package org.cunlu.catalog.offering;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.catalog.BrandedOffers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.time.CountyTime;

/** Compares what followers were told of an offer's right with what is so. */
@Singleton
class ToldOffers implements BrandedOffers {
    private static final String CHANGED = "SELECT STRAIGHT_JOIN o.id, " + Rights.SELLABLE + """
             AS sellable FROM cat_brand b
            JOIN cat_product p ON p.brand_code = b.code
            JOIN cat_sku s ON s.product_code = p.code
            JOIN cat_offer o ON o.sku_code = s.code
            """ + Rights.JOIN
            + " WHERE b.origin_area IS NOT NULL AND o.brand_sellable <> " + Rights.SELLABLE;

    private final Sql sql;
    private final ToldFlag flag;
    private final Clock clock;

    ToldOffers(Sql sql, Outbox outbox, Clock clock) {
        this.sql = sql;
        this.flag = new ToldFlag(sql, outbox, "brand_sellable");
        this.clock = clock;
    }

    @Override
    public int tell(@Nullable String brandCode) {
        Instant now = clock.instant();
        LocalDate today = CountyTime.date(now);
        var arguments = new ArrayList<Object>(List.of(today, today));
        if (brandCode != null) {
            arguments.add(brandCode);
        }
        var sellable = new TreeMap<String, Boolean>();
        sql.list(
                        CHANGED + (brandCode == null ? "" : " AND b.code = ?"),
                        row -> Map.entry(row.string("id"), row.flag("sellable")),
                        arguments.toArray())
                .forEach(each -> sellable.put(each.getKey(), each.getValue()));
        return flag.tell(sellable, now);
    }
}
