package org.cunlu.catalog.offering;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.catalog.ControlledOffers;
import org.cunlu.catalog.OfferChanged;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.time.CountyTime;

/** Compares what followers were told of a farm input's registration and licence with what is so. */
@Singleton
class ToldInputs implements ControlledOffers {
    /** Offers below the categories of inputs, and those that were taken off and may be none any more. */
    private static final String CHANGED =
            "SELECT o.id, " + Controlled.SELLABLE + """
             AS sellable FROM (SELECT fo.id FROM cat_input_category fk
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
    private final Outbox outbox;
    private final Clock clock;

    ToldInputs(Sql sql, Outbox outbox, Clock clock) {
        this.sql = sql;
        this.outbox = outbox;
        this.clock = clock;
    }

    private record Known(String id, long version, boolean sellable) {}

    @Override
    public int tell() {
        Instant now = clock.instant();
        Map<String, Boolean> sellable = new TreeMap<>();
        sql.list(CHANGED, row -> Map.entry(row.string("id"), row.flag("sellable")), CountyTime.date(now))
                .forEach(each -> sellable.put(each.getKey(), each.getValue()));
        if (sellable.isEmpty()) {
            return 0;
        }
        // Locked in the order of ids, as everybody does who changes several; another instance may have told it
        // meanwhile.
        List<Known> untold = sql
                .list(
                        "SELECT id, version, input_sellable FROM cat_offer WHERE id IN (" + Sql.marks(sellable.size())
                                + ") ORDER BY id FOR UPDATE",
                        row -> new Known(row.string("id"), row.number("version"), row.flag("input_sellable")),
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
                "UPDATE cat_offer SET input_sellable = NOT input_sellable, version = version + 1, changed_at = ?,"
                        + " recorded_at = UTC_TIMESTAMP(3) WHERE id IN (" + Sql.marks(untold.size()) + ")",
                arguments.toArray());
        outbox.appendAll(untold.stream()
                .map(offer -> new OfferChanged(offer.id(), offer.version() + 1))
                .toList());
    }
}
