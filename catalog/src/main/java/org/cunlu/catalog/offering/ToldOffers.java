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
import org.cunlu.catalog.OfferChanged;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.time.CountyTime;

/** Compares what followers were told of an offer's right with what is so. */
@Singleton
class ToldOffers implements BrandedOffers {
    private static final String CHANGED = "SELECT o.id, " + Rights.SELLABLE + """
             AS sellable FROM cat_brand b
            JOIN cat_product p ON p.brand_code = b.code
            JOIN cat_sku s ON s.product_code = p.code
            JOIN cat_offer o ON o.sku_code = s.code
            """ + Rights.JOIN
            + " WHERE b.origin_area IS NOT NULL AND o.brand_sellable <> " + Rights.SELLABLE;

    private final Sql sql;
    private final Outbox outbox;
    private final Clock clock;

    ToldOffers(Sql sql, Outbox outbox, Clock clock) {
        this.sql = sql;
        this.outbox = outbox;
        this.clock = clock;
    }

    private record Known(String id, long version, boolean sellable) {}

    @Override
    public int tell(@Nullable String brandCode) {
        Instant now = clock.instant();
        LocalDate today = CountyTime.date(now);
        var arguments = new ArrayList<Object>(List.of(today, today));
        if (brandCode != null) {
            arguments.add(brandCode);
        }
        Map<String, Boolean> sellable = new TreeMap<>();
        sql.list(
                        CHANGED + (brandCode == null ? "" : " AND b.code = ?"),
                        row -> Map.entry(row.string("id"), row.flag("sellable")),
                        arguments.toArray())
                .forEach(each -> sellable.put(each.getKey(), each.getValue()));
        if (sellable.isEmpty()) {
            return 0;
        }
        // Locked in the order of ids, as everybody does who changes several; another instance may have told it
        // meanwhile.
        List<Known> untold = sql
                .list(
                        "SELECT id, version, brand_sellable FROM cat_offer WHERE id IN (" + Sql.marks(sellable.size())
                                + ") ORDER BY id FOR UPDATE",
                        row -> new Known(row.string("id"), row.number("version"), row.flag("brand_sellable")),
                        sellable.keySet().toArray())
                .stream()
                .filter(offer -> sellable.get(offer.id()) != offer.sellable())
                .toList();
        keep(untold, now);
        return untold.size();
    }

    private void keep(List<Known> untold, Instant now) {
        if (untold.isEmpty()) {
            return;
        }
        var arguments = new ArrayList<Object>(List.of(now));
        untold.forEach(offer -> arguments.add(offer.id()));
        sql.change(
                "UPDATE cat_offer SET brand_sellable = NOT brand_sellable, version = version + 1, changed_at = ?,"
                        + " recorded_at = UTC_TIMESTAMP(3) WHERE id IN (" + Sql.marks(untold.size()) + ")",
                arguments.toArray());
        outbox.appendAll(untold.stream()
                .map(offer -> new OfferChanged(offer.id(), offer.version() + 1))
                .toList());
    }
}
