package org.cunlu.orders.quoting;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.logistics.Stock.Shelf;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.orders.CartLine;
import org.cunlu.orders.FlashSales;
import org.cunlu.orders.LiveSlots;
import org.cunlu.orders.LiveSlots.Offered;
import org.cunlu.orders.Wish;

/** What a cart's lines ask for, at which price, as of now: offers in one statement, live slots only where a line is of one. */
@Singleton
class Wanting {
    private final Offers offers;
    private final LiveSlots slots;
    private final FlashSales flash;

    Wanting(Offers offers, LiveSlots slots, FlashSales flash) {
        this.offers = offers;
        this.slots = slots;
        this.flash = flash;
    }

    /** @param apart by slot or flash sale, what is kept apart for it */
    record Wanted(List<Wish> wishes, Map<String, Map<SkuAtNode, Shelf>> apart) {
        /** @return what is kept apart for the slot or the flash sale in which this is sold */
        Map<SkuAtNode, Shelf> shelf(String allotmentId) {
            return apart.get(allotmentId);
        }
    }

    /** @param groupBuyId promotion of the group buy of which the one line is; null for the ordinary */
    Wanted of(List<CartLine> lines, @Nullable String groupBuyId, Instant now) {
        Map<String, Offer> found =
                offers.find(lines.stream().map(CartLine::offerId).toList());
        Map<String, Offered> live = slots.onAir(lines.stream()
                .map(CartLine::liveSlotId)
                .filter(Objects::nonNull)
                .toList());
        Map<String, FlashSales.Offered> sales = sales(lines, groupBuyId, now);
        var apart = new HashMap<String, Map<SkuAtNode, Shelf>>();
        live.forEach((id, slot) -> apart.put(id, shelf(slot.skuCode(), slot.nodeCode(), slot.left())));
        sales.values()
                .forEach(sale -> apart.put(sale.promotionId(), shelf(sale.skuCode(), sale.nodeCode(), sale.left())));
        var wishes = new ArrayList<Wish>();
        for (CartLine line : lines) {
            Offer offer = found.get(line.offerId());
            if (offer == null) {
                throw Refusals.offerUnknown(line.offerId());
            }
            if (!offer.onSale()) {
                throw offer.brandRight().sellable() ? Refusals.notOnSale(offer) : BrandRefusals.of(offer);
            }
            if (!offer.takes(line.quantity())) {
                throw Refusals.quantity(offer);
            }
            wishes.add(
                    line.liveSlotId() == null ? ordinary(line, offer, sales.get(offer.id())) : live(line, offer, live));
        }
        BrandRefusals.check(wishes);
        return new Wanted(wishes, apart);
    }

    private Map<String, FlashSales.Offered> sales(List<CartLine> lines, @Nullable String groupBuyId, Instant now) {
        List<String> offerIds = lines.stream()
                .filter(line -> line.liveSlotId() == null)
                .map(CartLine::offerId)
                .toList();
        if (groupBuyId == null) {
            return flash.running(offerIds, now);
        }
        CartLine line = lines.getFirst();
        FlashSales.Offered offered = flash.group(groupBuyId, now).orElseThrow(Refusals::groupBuyOver);
        if (!offered.has(line.quantity())) {
            throw Refusals.soldOut(line.offerId(), Math.min(offered.left(), offered.limitEach()));
        }
        return Map.of(line.offerId(), offered);
    }

    private static Map<SkuAtNode, Shelf> shelf(String sku, String node, long left) {
        return Map.of(new SkuAtNode(sku, node), new Shelf(left, null));
    }

    /** Where the flash sale has not so many, it is at the ordinary price. */
    private static Wish ordinary(CartLine line, Offer offer, FlashSales.@Nullable Offered sale) {
        return sale != null && sale.has(line.quantity())
                ? new Wish(offer, line.quantity(), offer.priceFen(), null, sale.promotionId())
                : new Wish(offer, line.quantity());
    }

    private static Wish live(CartLine line, Offer offer, Map<String, Offered> live) {
        Offered slot = live.get(line.liveSlotId());
        if (slot == null || !slot.offerId().equals(offer.id())) {
            throw Refusals.liveSlotClosed(line.liveSlotId());
        }
        if (line.quantity() > slot.buyerLimit()) {
            throw Refusals.liveLimit(line.liveSlotId(), slot.buyerLimit());
        }
        if (slot.left() < line.quantity()) {
            // Told at once: no way is looked for, and no shelf.
            throw Refusals.soldOut(offer.id(), slot.left());
        }
        return new Wish(offer, line.quantity(), slot.priceFen(), slot.use(), null);
    }
}
