package org.cunlu.orders.quoting;

import jakarta.inject.Singleton;
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
import org.cunlu.orders.LiveSlots;
import org.cunlu.orders.LiveSlots.Offered;
import org.cunlu.orders.Wish;

/** What a cart's lines ask for, at which price, as of now: offers in one statement, live slots only where a line is of one. */
@Singleton
class Wanting {
    private final Offers offers;
    private final LiveSlots slots;

    Wanting(Offers offers, LiveSlots slots) {
        this.offers = offers;
        this.slots = slots;
    }

    /** @param live by slot, what those that are wanted offer */
    record Wanted(List<Wish> wishes, Map<String, Offered> live) {
        /** @return what is kept apart for the slot in which this is sold */
        Map<SkuAtNode, Shelf> shelf(String slotId) {
            Offered slot = live.get(slotId);
            return Map.of(new SkuAtNode(slot.skuCode(), slot.nodeCode()), new Shelf(slot.left(), null));
        }
    }

    Wanted of(List<CartLine> lines) {
        Map<String, Offer> found =
                offers.find(lines.stream().map(CartLine::offerId).toList());
        Map<String, Offered> live = slots.onAir(lines.stream()
                .map(CartLine::liveSlotId)
                .filter(Objects::nonNull)
                .toList());
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
            wishes.add(line.liveSlotId() == null ? new Wish(offer, line.quantity()) : live(line, offer, live));
        }
        BrandRefusals.check(wishes);
        return new Wanted(wishes, new HashMap<>(live));
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
        return new Wish(offer, line.quantity(), slot.priceFen(), slot.use());
    }
}
