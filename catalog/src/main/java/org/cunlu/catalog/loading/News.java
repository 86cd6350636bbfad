package org.cunlu.catalog.loading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cunlu.catalog.Prices.Priced;
import org.cunlu.catalog.loading.CatalogRow.Listing;
import org.cunlu.catalog.loading.CatalogRow.Named;
import org.cunlu.catalog.loading.CatalogRow.Piece;
import org.cunlu.catalog.loading.CatalogRow.Product;
import org.cunlu.catalog.loading.CatalogRow.Seller;
import org.cunlu.catalog.loading.Standing.KeptOffer;
import org.cunlu.kernel.id.Ids;

/** What of a file the database does not hold yet, each thing once and in the order of its code. */
final class News {
    final SortedMap<String, Named> categories = new TreeMap<>();
    final SortedMap<String, Named> brands = new TreeMap<>();
    final SortedMap<String, Seller> sellers = new TreeMap<>();
    final SortedMap<String, Product> products = new TreeMap<>();
    final SortedMap<String, Piece> skus = new TreeMap<>();
    final List<OfferNews> offers = new ArrayList<>();
    long created;
    long updated;
    long unchanged;

    /**
     * An offer that is new or another than before.
     * @param version it has from now on; 1 when it is new
     * @param moved whether its nodes are others than before
     */
    record OfferNews(String id, long version, boolean moved, Listing listing) {}

    static News in(List<CatalogRow> rows, Standing standing, Ids ids) {
        var news = new News();
        rows.forEach(row -> news.take(row, standing, ids));
        return news;
    }

    private void take(CatalogRow row, Standing standing, Ids ids) {
        KeptOffer kept = standing.offers().get(row.offer().key());
        if (standing.knows(row)) {
            unchanged++;
            return;
        }
        note(categories, standing.categories(), row.category().code(), row.category());
        if (row.brand() != null) {
            note(brands, standing.brands(), row.brand().code(), row.brand());
        }
        note(sellers, standing.sellers(), row.seller().code(), row.seller());
        note(products, standing.products(), row.product().code(), row.product());
        note(skus, standing.skus(), row.sku().code(), row.sku());
        if (kept == null) {
            created++;
            offers.add(new OfferNews(ids.next(), 1, true, row.offer()));
            return;
        }
        updated++;
        if (!kept.listing().equals(row.offer())) {
            boolean moved = !kept.listing().nodes().equals(row.offer().nodes());
            offers.add(new OfferNews(kept.id(), kept.version() + 1, moved, row.offer()));
        }
    }

    /** @return the prices that are new */
    List<Priced> prices(Standing standing, Instant now) {
        var priced = new ArrayList<Priced>();
        for (OfferNews offer : offers) {
            KeptOffer kept = standing.offers().get(offer.listing().key());
            if (kept == null || kept.listing().priceFen() != offer.listing().priceFen()) {
                priced.add(
                        new Priced(offer.id(), offer.version(), offer.listing().priceFen(), now));
            }
        }
        return priced;
    }

    private static <T> void note(Map<String, T> news, Map<String, T> known, String code, T thing) {
        if (!thing.equals(known.get(code))) {
            news.put(code, thing);
        }
    }
}
