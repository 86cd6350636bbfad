package org.cunlu.orders.cart;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.CartView;
import org.cunlu.orders.CartView.Change;
import org.cunlu.orders.LiveSlots;

/** Shows a cart with what is known of its offers now: offers, live slots and stock in one statement each. */
@Singleton
class CartShowing {
    private final Offers offers;
    private final LiveSlots slots;
    private final Stock stock;

    CartShowing(Offers offers, LiveSlots slots, Stock stock) {
        this.offers = offers;
        this.slots = slots;
        this.stock = stock;
    }

    /** @param known offers that were asked for just now */
    CartView show(List<KeptLine> lines, Map<String, Offer> known) {
        var all = new HashMap<>(known);
        List<String> others = lines.stream()
                .map(KeptLine::offerId)
                .filter(offerId -> !known.containsKey(offerId))
                .toList();
        if (!others.isEmpty()) {
            all.putAll(offers.find(others));
        }
        var live = slots.onAir(lines.stream()
                .map(line -> line.line().liveSlotId())
                .filter(Objects::nonNull)
                .toList());
        return view(lines, all, live, available(all.values()));
    }

    private Map<SkuAtNode, Long> available(Collection<Offer> wanted) {
        var skus = new TreeSet<String>();
        var nodes = new TreeSet<String>();
        wanted.stream().filter(Offer::onSale).forEach(offer -> {
            skus.add(offer.sku().code());
            nodes.addAll(offer.sourceNodes());
        });
        return skus.isEmpty() || nodes.isEmpty() ? Map.of() : stock.available(skus, nodes);
    }

    private static CartView view(
            List<KeptLine> lines,
            Map<String, Offer> offers,
            Map<String, LiveSlots.Offered> live,
            Map<SkuAtNode, Long> there) {
        try {
            var shown = new ArrayList<CartView.Line>();
            long sum = 0;
            for (KeptLine kept : lines) {
                String slotId = kept.line().liveSlotId();
                CartView.Line line =
                        line(kept, offers.get(kept.offerId()), slotId == null ? null : live.get(slotId), there);
                shown.add(line);
                sum = line.onSale() ? Math.addExact(sum, line.amountFen()) : sum;
            }
            return new CartView(shown, sum);
        } catch (ArithmeticException e) {
            throw ProblemException.of(400, "total-too-large", "金额过大 · The total is too large", null);
        }
    }

    private static CartView.Line line(
            KeptLine kept, @Nullable Offer offer, LiveSlots.@Nullable Offered slot, Map<SkuAtNode, Long> there) {
        CartLine line = kept.line();
        if (offer == null) {
            return new CartView.Line(
                    line.offerId(),
                    line.quantity(),
                    false,
                    null,
                    null,
                    null,
                    null,
                    null,
                    line.liveSlotId(),
                    kept.priceSeenFen(),
                    null,
                    List.of(Change.OFF_SALE));
        }
        long price = slot == null ? offer.priceFen() : slot.priceFen();
        boolean onSale = offer.onSale() && (line.liveSlotId() == null || slot != null);
        long pieces = slot == null ? pieces(offer, there) : slot.left();
        boolean tooFew = onSale && pieces < line.quantity();
        return new CartView.Line(
                line.offerId(),
                line.quantity(),
                onSale,
                offer.productName(),
                offer.sellerCode(),
                offer.sellerName(),
                price,
                Math.multiplyExact(price, line.quantity()),
                line.liveSlotId(),
                kept.priceSeenFen(),
                tooFew ? pieces : null,
                changes(kept, offer, price, onSale, tooFew));
    }

    private static List<Change> changes(KeptLine kept, Offer offer, long price, boolean onSale, boolean tooFew) {
        var changes = new ArrayList<Change>();
        if (!onSale) {
            changes.add(Change.OFF_SALE);
        } else if (kept.priceSeenFen() != null && kept.priceSeenFen() != price) {
            changes.add(price > kept.priceSeenFen() ? Change.PRICE_RISEN : Change.PRICE_FALLEN);
        }
        if (tooFew) {
            changes.add(Change.SHORT);
        }
        if (!offer.takes(kept.line().quantity())) {
            changes.add(Change.QUANTITY_OUT_OF_RANGE);
        }
        return changes;
    }

    private static long pieces(Offer offer, Map<SkuAtNode, Long> there) {
        return offer.sourceNodes().stream()
                .mapToLong(node ->
                        Math.max(0, there.getOrDefault(new SkuAtNode(offer.sku().code(), node), 0L)))
                .sum();
    }
}
