package org.cunlu.logistics.goods;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;

/** What must always be true of units of goods, told to the audit. */
@Factory
class UnitInvariants {
    @Singleton
    @Named("units-hold-what-is-shipped")
    Invariant unitsHoldWhatTheirTransferShips() {
        return new SqlInvariant("packed in units = shipped by line", "SELECT COUNT(*) FROM log_goods_unit", """
                SELECT CONCAT(l.transfer_id, ' line ', l.line_no)
                FROM log_transfer_line l JOIN log_transfer t ON t.transfer_id = l.transfer_id AND t.carriage = 'LINE'
                LEFT JOIN (SELECT u.transfer_id, i.line_no, SUM(i.packed) AS packed, SUM(i.came) AS came
                    FROM log_goods_unit u JOIN log_goods_unit_line i ON i.barcode = u.barcode
                    GROUP BY u.transfer_id, i.line_no) p ON p.transfer_id = l.transfer_id AND p.line_no = l.line_no
                WHERE COALESCE(p.packed, 0) <> l.shipped OR COALESCE(p.came, 0) <> l.received
                UNION ALL
                SELECT CONCAT(u.barcode, ' of a transfer that nobody ships by line')
                FROM log_goods_unit u LEFT JOIN log_transfer t ON t.transfer_id = u.transfer_id
                WHERE t.transfer_id IS NULL OR t.carriage <> 'LINE'
                """);
    }

    @Singleton
    @Named("units-opened-by-scans")
    Invariant unitsAreOpenedWhereTheyWereToGo() {
        return new SqlInvariant("units opened = custody", "SELECT COUNT(*) FROM log_goods_unit", """
                SELECT CONCAT(u.barcode, ' ', COALESCE(p.state, 'is no parcel'))
                FROM log_goods_unit u LEFT JOIN log_parcel p ON p.barcode = u.barcode
                LEFT JOIN log_transfer t ON t.transfer_id = u.transfer_id
                WHERE p.barcode IS NULL OR p.kind <> 'GOODS' OR t.transfer_id IS NULL
                   OR (p.state = 'HANDED_OVER') <> (u.taken_in_at IS NOT NULL)
                   OR (p.state = 'HANDED_OVER' AND NOT (p.holder_kind = 'STOCK' AND p.holder = t.to_node))
                   OR p.state IN ('READY', 'REFUSED', 'RETURNED', 'WITH_CARRIER')
                UNION ALL
                SELECT CONCAT(p.barcode, ' is goods of nothing')
                FROM log_parcel p LEFT JOIN log_goods_unit u ON u.barcode = p.barcode
                WHERE p.kind = 'GOODS' AND (p.state = 'WITHDRAWN') <> (u.barcode IS NULL)
                UNION ALL
                SELECT CONCAT(i.barcode, ' line ', i.line_no, ' came before it was opened')
                FROM log_goods_unit_line i JOIN log_goods_unit u ON u.barcode = i.barcode
                WHERE i.came > 0 AND u.taken_in_at IS NULL
                """);
    }
}
