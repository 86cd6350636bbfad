package org.cunlu.orders.book;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.kernel.audit.Finding;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.orders.OrderState;

/** Each history begins as an order may, takes allowed steps without a gap, and ends where the order stands. */
@Singleton
class HistoryInvariant implements Invariant {
    private static final String ALL = "SELECT o.order_id, o.version AS last_version,"
            + " o.lifecycle AS last_lifecycle, o.payment_status AS last_payment_status,"
            + " o.fulfilment_status AS last_fulfilment_status, h.version, h.lifecycle, h.payment_status,"
            + " h.fulfilment_status FROM ord_order o LEFT JOIN ord_order_history h ON h.order_id = o.order_id"
            + " ORDER BY o.order_id, h.version";

    @Override
    public String name() {
        return "order history is a legal path";
    }

    @Override
    public Finding check(Connection snapshot) throws SQLException {
        try (var statement = snapshot.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            // Connector/J's word for row by row: millions of steps do not fit into memory.
            statement.setFetchSize(Integer.MIN_VALUE);
            try (var rows = statement.executeQuery(ALL)) {
                return walk(rows);
            }
        }
    }

    private static Finding walk(ResultSet rows) throws SQLException {
        long checked = 0;
        List<String> wrong = new ArrayList<>();
        long wrongCount = 0;
        String order = null;
        OrderState before = null;
        int version = 0;
        while (rows.next()) {
            String current = rows.getString("order_id");
            if (!current.equals(order)) {
                order = current;
                before = null;
                version = 0;
                checked++;
            }
            OrderState state = state(rows, "");
            boolean legal = state != null
                    && rows.getInt("version") == version + 1
                    && (before == null ? Steps.beginning(state) || Steps.added(state) : Steps.allowed(before, state));
            boolean last = rows.getInt("version") == rows.getInt("last_version");
            boolean ends = !last || state != null && state.equals(state(rows, "last_"));
            if (!legal || !ends || rows.getInt("version") > rows.getInt("last_version")) {
                wrongCount++;
                wrong.add("order " + order + " step " + rows.getInt("version"));
            }
            before = state;
            version++;
        }
        return new Finding(checked, wrongCount, wrong);
    }

    private static OrderState state(ResultSet rows, String prefix) throws SQLException {
        String lifecycle = rows.getString(prefix + "lifecycle");
        return lifecycle == null
                ? null
                : new OrderState(
                        OrderState.Lifecycle.valueOf(lifecycle),
                        OrderState.PaymentStatus.valueOf(rows.getString(prefix + "payment_status")),
                        OrderState.FulfilmentStatus.valueOf(rows.getString(prefix + "fulfilment_status")));
    }
}
