package org.cunlu.catalog.offering;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.cunlu.catalog.OfferChanged;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.events.Outbox;

/** What followers of offers were told of one reason why an offer may not be sold: a column of {@code cat_offer}. */
final class ToldFlag {
    /** A statement takes 65,535 arguments, and one end of a licence may concern more offers than that. */
    private static final int OFFERS_A_STATEMENT = 1_000;

    private final Sql sql;
    private final Outbox outbox;
    private final String column;

    /** @param column of ours, never what somebody said */
    ToldFlag(Sql sql, Outbox outbox, String column) {
        this.sql = sql;
        this.outbox = outbox;
        this.column = column;
    }

    private record Known(String id, long version, boolean sellable) {}

    /**
     * Joins the caller's transaction.
     * @param sellable as it is now, by offer id
     * @return how many followers had been told otherwise
     */
    int tell(SortedMap<String, Boolean> sellable, Instant now) {
        List<String> ids = List.copyOf(sellable.keySet());
        int told = 0;
        for (int start = 0; start < ids.size(); start += OFFERS_A_STATEMENT) {
            told += tell(ids.subList(start, Math.min(ids.size(), start + OFFERS_A_STATEMENT)), sellable, now);
        }
        return told;
    }

    private int tell(List<String> ids, Map<String, Boolean> sellable, Instant now) {
        // Locked in the order of ids, as everybody does who changes several; another instance may have told it
        // meanwhile.
        List<Known> untold = sql
                .list(
                        "SELECT id, version, " + column + " AS told FROM cat_offer WHERE id IN ("
                                + Sql.marks(ids.size()) + ") ORDER BY id FOR UPDATE",
                        row -> new Known(row.string("id"), row.number("version"), row.flag("told")),
                        ids.toArray())
                .stream()
                .filter(offer -> sellable.get(offer.id()) != offer.sellable())
                .toList();
        if (untold.isEmpty()) {
            return 0;
        }
        var arguments = new ArrayList<Object>(List.of(now));
        untold.forEach(offer -> arguments.add(offer.id()));
        sql.change(
                "UPDATE cat_offer SET " + column + " = NOT " + column + ", version = version + 1, changed_at = ?,"
                        + " recorded_at = UTC_TIMESTAMP(3) WHERE id IN (" + Sql.marks(untold.size()) + ")",
                arguments.toArray());
        outbox.appendAll(untold.stream()
                .map(offer -> new OfferChanged(offer.id(), offer.version() + 1))
                .toList());
        return untold.size();
    }
}
