package org.cunlu.catalog.offering;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.cunlu.catalog.Direction;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offer.Delivery;
import org.cunlu.catalog.QuickOffers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;

/** Makes an offer with its origin, by the same rules as one that was made by hand. */
@Singleton
class QuickOffering implements QuickOffers {
    private final TermsTable table;
    private final OwnOffers offers;
    private final OwnOrigins origins;
    private final Transactions transactions;

    QuickOffering(TermsTable table, OwnOffers offers, OwnOrigins origins, Transactions transactions) {
        this.table = table;
        this.offers = offers;
        this.origins = origins;
        this.transactions = transactions;
    }

    @Override
    public Optional<Last> last(String shop) {
        return table.last(shop);
    }

    @Override
    public Optional<String> home(String shop) {
        return table.home(shop);
    }

    @Override
    public Offer make(
            Caller seller,
            String shop,
            String skuCode,
            Direction direction,
            long priceFen,
            int quantityMax,
            Delivery delivery,
            @Nullable String origin,
            String grade) {
        transactions.require();
        Offer made = offers.put(
                seller,
                shop,
                skuCode,
                new OfferTerms(
                        shop,
                        direction,
                        priceFen,
                        1,
                        quantityMax,
                        delivery.leadDays(),
                        delivery.subtrees(),
                        delivery.outside()));
        return origin == null ? made : origins.say(seller, made.id(), origin, grade);
    }
}
