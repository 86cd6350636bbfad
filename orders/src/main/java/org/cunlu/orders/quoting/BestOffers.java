package org.cunlu.orders.quoting;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.catalog.SaleUnit;
import org.cunlu.catalog.Sku;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.Destination;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.Quote;
import org.cunlu.orders.Quotes;

/** Which of the offers of a SKU is best for a place: each is quoted as an order would be, so that nothing here is a guess. */
@Singleton
class BestOffers {
    private final Offers offers;
    private final Quotes quotes;

    BestOffers(Offers offers, Quotes quotes) {
        this.offers = offers;
        this.quotes = quotes;
    }

    /**
     * An offer and what it comes to there.
     * @param rank 1 for the best; null for one that cannot be had
     * @param pieces what was asked for, in pieces of the SKU; 0 when its measure has no such number
     * @param availableAt when the last of it is there
     * @param totalFen goods and freight
     * @param reason why it stands where it stands: {@code earliest}, {@code cheapest-of-earliest}, {@code later}, {@code dearer},
     *     or the code of the refusal
     */
    @Serdeable
    record Ranked(
            @Nullable Integer rank,
            String offerId,
            String sellerCode,
            String sellerName,
            long priceFen,
            long pieces,
            @Nullable Instant availableAt,
            @Nullable Long goodsFen,
            @Nullable Long freightFen,
            @Nullable Long totalFen,
            String reason) {}

    /** @param unit null for pieces of the SKU @return those that can be had, earliest first and then cheapest; behind them those that cannot */
    List<Ranked> of(String skuCode, long quantity, @Nullable SaleUnit unit, Destination destination) {
        List<Offer> found = offers.ofSku(skuCode);
        if (found.isEmpty()) {
            throw ProblemException.notFound();
        }
        var had = new ArrayList<Ranked>();
        var not = new ArrayList<Ranked>();
        for (Offer offer : found) {
            Ranked each = quoted(offer, pieces(offer, quantity, unit), destination);
            (each.totalFen() == null ? not : had).add(each);
        }
        had.sort(Comparator.comparing(Ranked::availableAt)
                .thenComparing(Ranked::totalFen)
                .thenComparing(Ranked::offerId));
        var ranked = new ArrayList<Ranked>();
        for (Ranked each : had) {
            ranked.add(placed(each, ranked.size() + 1, had));
        }
        ranked.addAll(not);
        return ranked;
    }

    private static long pieces(Offer offer, long quantity, @Nullable SaleUnit unit) {
        if (quantity < 1 || quantity > Sku.QUANTITY_MAX) {
            return 0;
        }
        return unit == null ? quantity : offer.measure().pieces(quantity, unit).orElse(0);
    }

    private Ranked quoted(Offer offer, long pieces, Destination destination) {
        if (pieces == 0) {
            return refused(offer, 0, "unit-not-exact");
        }
        if (!offer.takes(pieces)) {
            return refused(offer, pieces, "quantity-out-of-range");
        }
        try {
            Quote quote =
                    quotes.quote(List.of(new CartLine(offer.id(), (int) pieces)), destination, PaymentChoice.ONLINE);
            Instant there = quote.shipments().stream()
                    .map(Quote.Shipment::promisedAt)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            return new Ranked(
                    null,
                    offer.id(),
                    offer.sellerCode(),
                    offer.sellerName(),
                    offer.priceFen(),
                    pieces,
                    there,
                    quote.goodsFen(),
                    quote.freightFen(),
                    quote.totalFen(),
                    "");
        } catch (ProblemException refusal) {
            if (refusal.status() != 409) {
                // Not this offer's fault: the question itself cannot be answered.
                throw refusal;
            }
            return refused(offer, pieces, refusal.code());
        }
    }

    private static Ranked refused(Offer offer, long pieces, String reason) {
        return new Ranked(
                null,
                offer.id(),
                offer.sellerCode(),
                offer.sellerName(),
                offer.priceFen(),
                pieces,
                null,
                null,
                null,
                null,
                reason);
    }

    private static Ranked placed(Ranked each, int rank, List<Ranked> sorted) {
        Ranked best = sorted.getFirst();
        boolean early = each.availableAt().equals(best.availableAt());
        boolean alone = sorted.size() == 1 || !sorted.get(1).availableAt().equals(best.availableAt());
        String reason;
        if (rank == 1) {
            reason = alone ? "earliest" : "cheapest-of-earliest";
        } else {
            reason = early ? "dearer" : "later";
        }
        return new Ranked(
                rank,
                each.offerId(),
                each.sellerCode(),
                each.sellerName(),
                each.priceFen(),
                each.pieces(),
                each.availableAt(),
                each.goodsFen(),
                each.freightFen(),
                each.totalFen(),
                reason);
    }
}
