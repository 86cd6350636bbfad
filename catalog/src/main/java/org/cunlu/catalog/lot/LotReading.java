package org.cunlu.catalog.lot;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cunlu.catalog.Lot;
import org.cunlu.catalog.LotOrigin;
import org.cunlu.catalog.LotOrigin.Facts;
import org.cunlu.catalog.LotOrigins;
import org.cunlu.catalog.Lots;
import org.cunlu.kernel.db.Transactions;

/** Puts together where a lot comes from. */
@Singleton
class LotReading implements LotOrigins {
    private final LotRecordTable table;
    private final Lots lots;
    private final Transactions transactions;

    LotReading(LotRecordTable table, Lots lots, Transactions transactions) {
        this.table = table;
        this.lots = lots;
        this.transactions = transactions;
    }

    @Override
    public Optional<LotOrigin> find(String lotCode) {
        return transactions.read(() ->
                Optional.ofNullable(lots.find(List.of(lotCode)).get(lotCode)).map(this::origin));
    }

    @Override
    public Optional<String> gtin(String skuCode) {
        return table.gtin(skuCode);
    }

    private LotOrigin origin(Lot lot) {
        List<Facts> versions = table.versions(lot.code());
        return new LotOrigin(
                lot.code(),
                lot.skuCode(),
                table.skuName(lot.skuCode()).orElse(lot.skuCode()),
                table.gtin(lot.skuCode()).orElse(null),
                table.sellerOf(lot.code()).map(table::seller).orElse(null),
                versions.isEmpty() ? List.of(received(lot)) : versions,
                table.inspections(lot.code()));
    }

    private static Facts received(Lot lot) {
        return new Facts(0, lot.producer(), lot.producedOn(), lot.expiresOn(), null, null, null, null, List.of());
    }
}
