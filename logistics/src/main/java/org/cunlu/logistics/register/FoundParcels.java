package org.cunlu.logistics.register;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.ParcelFinder;
import org.cunlu.logistics.ParcelState;

/** Looks parcels up by their numbers; each statement begins with the counties. */
@Singleton
class FoundParcels implements ParcelFinder {
    private final Sql sql;
    private final Transactions transactions;

    FoundParcels(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    @Override
    public List<Found> numbered(Collection<String> counties, String number, int limit) {
        return Stream.concat(
                        some(counties, "barcode", List.of(number), limit).stream(),
                        some(counties, "waybill", List.of(number), limit).stream())
                .distinct()
                .limit(limit)
                .toList();
    }

    @Override
    public List<Found> ofOrders(Collection<String> counties, Collection<String> orderIds, int limit) {
        return some(counties, "order_id", orderIds, limit);
    }

    private List<Found> some(Collection<String> counties, String column, Collection<String> values, int limit) {
        if (counties.isEmpty() || values.isEmpty()) {
            return List.of();
        }
        var arguments = new ArrayList<Object>(counties);
        arguments.addAll(values);
        arguments.add(limit);
        return transactions.read(() -> sql.list(
                "SELECT barcode, order_id, state, from_node, to_node, holder, waybill, promised_at FROM log_parcel"
                        + " WHERE county_code IN (" + Sql.marks(counties.size()) + ") AND " + column + " IN ("
                        + Sql.marks(values.size()) + ") ORDER BY booked_at DESC, barcode LIMIT ?",
                FoundParcels::found,
                arguments.toArray()));
    }

    private static Found found(Row row) {
        return new Found(
                row.string("barcode"),
                row.string("order_id"),
                row.constant("state", ParcelState.class),
                row.string("from_node"),
                row.string("to_node"),
                row.string("holder"),
                row.string("waybill"),
                row.instant("promised_at"));
    }
}
