package org.cunlu.catalog.pricing;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.cunlu.catalog.Prices;
import org.cunlu.kernel.db.Sql;

/** Prices with the moment from which each held. Rows are only added. */
@Singleton
class PriceTable implements Prices {
    private static final int ROWS_A_STATEMENT = 1_000;

    private final Sql sql;

    PriceTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void keep(Collection<Priced> prices) {
        List<Object[]> rows = prices.stream()
                .map(each -> new Object[] {each.offerId(), each.offerVersion(), each.priceFen(), each.since()})
                .toList();
        for (int start = 0; start < rows.size(); start += ROWS_A_STATEMENT) {
            sql.insertMany(
                    "INSERT INTO cat_price (offer_id, offer_version, price_fen, since)",
                    rows.subList(start, Math.min(rows.size(), start + ROWS_A_STATEMENT)));
        }
    }

    @Override
    public List<Priced> of(String offerId) {
        return sql.list(
                "SELECT offer_id, offer_version, price_fen, since FROM cat_price WHERE offer_id = ?"
                        + " ORDER BY offer_version DESC LIMIT 1000",
                row -> new Priced(
                        row.string("offer_id"),
                        row.number("offer_version"),
                        row.number("price_fen"),
                        row.instant("since")),
                offerId);
    }
}
