package org.cunlu.orders.pricelist;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.orders.LineStep;
import org.cunlu.orders.PriceAsk;
import org.cunlu.orders.PriceStep;
import org.cunlu.orders.Priced;
import org.cunlu.orders.pricelist.ListTable.Price;

/**
 * The best price that a buyer may lawfully have: of all lists that hold now, in his channel, for him, from as many pieces as he
 * buys, the lowest; never above the offer's own, which is what is shown to everybody. Of two that are equal the older list
 * counts. What is sold in a live slot has a price of its own.
 */
@Singleton
class PriceListStep implements PriceStep {
    private static final Duration KEPT = Duration.ofSeconds(2);

    private final ListTable table;
    private final Transactions transactions;
    private final WallTime wall;
    private final String countyCode;
    private volatile Read read = new Read(Set.of(), Instant.MIN);

    PriceListStep(
            ListTable table,
            Transactions transactions,
            WallTime wall,
            @Value("${cunlu.county.code}") String countyCode) {
        this.table = table;
        this.transactions = transactions;
        this.wall = wall;
        this.countyCode = countyCode;
    }

    /** @param sellers who have lists at all */
    private record Read(Set<String> sellers, Instant until) {}

    @Override
    public LineStep.Kind kind() {
        return LineStep.Kind.PRICE_LIST;
    }

    @Override
    public Optional<Effect> prepare(PriceAsk ask, Priced cart) {
        Set<String> sellers = sellers(ask.now());
        List<String> offers = cart.lines().stream()
                .filter(line -> line.wish().live() == null)
                .map(line -> line.wish().offer())
                .filter(offer -> sellers.contains(offer.sellerCode()))
                .map(offer -> offer.id())
                .distinct()
                .toList();
        if (offers.isEmpty()) {
            return Optional.empty();
        }
        List<Price> prices = transactions.read(
                () -> table.prices(offers, ask.who().channel(), ask.who().accountId(), ask.now()));
        return prices.isEmpty() ? Optional.empty() : Optional.of(priced -> apply(priced, prices));
    }

    /** Tiers go by what the whole cart asks for of an offer, also where several nodes serve it. */
    static Priced apply(Priced cart, List<Price> prices) {
        return cart.lines(line -> line.wish().live() != null
                ? line
                : best(line, pieces(cart, line), prices)
                        .map(price -> line.price(price.listId(), price.unitFen()))
                        .orElse(line));
    }

    private static Optional<Price> best(Priced.Line line, long pieces, List<Price> prices) {
        String offerId = line.wish().offer().id();
        return prices.stream()
                .filter(price -> price.offerId().equals(offerId) && price.minQuantity() <= pieces)
                .min(Comparator.comparingLong(Price::unitFen).thenComparing(Price::listId))
                .filter(price -> price.unitFen() < line.unitPriceFen());
    }

    private static long pieces(Priced cart, Priced.Line line) {
        return cart.lines().stream()
                .filter(other -> other.wish().live() == null
                        && other.wish().offer().id().equals(line.wish().offer().id()))
                .mapToLong(Priced.Line::quantity)
                .sum();
    }

    private Set<String> sellers(Instant now) {
        Read known = read;
        if (!wall.now().isBefore(known.until())) {
            Instant until = wall.now().plus(KEPT);
            known = new Read(transactions.read(() -> table.sellers(countyCode, now)), until);
            read = known;
        }
        return known.sellers();
    }

    void refresh() {
        read = new Read(Set.of(), Instant.MIN);
    }
}
