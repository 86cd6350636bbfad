package org.cunlu.catalog.offering;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.catalog.ShopOffers;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;

/** A shop's offers for the people who keep it: all of them, on sale or not. */
@Singleton
class OwnOfferList implements ShopOffers {
    private static final int ON_SALE_MAX = 100;

    private final OwnOfferTable table;
    private final Offers offers;
    private final OwnOffers acts;

    OwnOfferList(OwnOfferTable table, Offers offers, OwnOffers acts) {
        this.table = table;
        this.offers = offers;
        this.acts = acts;
    }

    @Override
    public Page<Line> list(Caller seller, Part part, @Nullable String words, @Nullable String cursor, int limit) {
        List<String> shops = ShopRight.GOODS.shops(seller);
        if (shops.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        String wanted = words == null || words.isBlank() ? null : words.strip();
        String before = Ids.isId(cursor) ? cursor : "Z";
        Page<OwnOfferTable.Row> rows =
                Page.of(table.of(shops, part, wanted, before, limit + 1), limit, OwnOfferTable.Row::offerId);
        return new Page<>(lines(rows.items()), rows.next());
    }

    @Override
    public Line one(Caller seller, String offerId) {
        List<String> shops = ShopRight.GOODS.shops(seller);
        List<OwnOfferTable.Row> own = shops.isEmpty() || !Ids.isId(offerId) ? List.of() : table.one(shops, offerId);
        return lines(own).stream().findFirst().orElseThrow(ProblemException::notFound);
    }

    @Override
    public List<Offer> onSale(Caller caller, String shop) {
        boolean may = Stream.of(ShopRight.GOODS, ShopRight.LIVE)
                .anyMatch(right -> right.shops(caller).contains(shop));
        if (!may) {
            throw ProblemException.notFound();
        }
        return lines(table.of(List.of(shop), Part.ON_SALE, null, "Z", ON_SALE_MAX)).stream()
                .map(Line::offer)
                .filter(Offer::onSale)
                .toList();
    }

    private List<Line> lines(List<OwnOfferTable.Row> rows) {
        Map<String, Offer> found =
                offers.find(rows.stream().map(OwnOfferTable.Row::offerId).toList());
        return rows.stream()
                .filter(row -> found.containsKey(row.offerId()))
                .map(row -> new Line(
                        found.get(row.offerId()),
                        row.product(),
                        row.status() == Terms.Status.PUBLISHED,
                        row.picture(),
                        row.reason()))
                .toList();
    }

    @Override
    public Offer price(Caller seller, String offerId, long priceFen) {
        return acts.price(seller, offerId, priceFen);
    }

    @Override
    public Offer publish(Caller seller, String offerId) {
        return acts.publish(seller, offerId);
    }

    @Override
    public Offer withdraw(Caller seller, String offerId) {
        return acts.withdraw(seller, offerId);
    }
}
