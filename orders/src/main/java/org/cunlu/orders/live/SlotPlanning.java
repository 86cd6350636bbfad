package org.cunlu.orders.live;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.catalog.Offer;
import org.cunlu.catalog.Offers;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Network;
import org.cunlu.orders.LiveConsole;
import org.cunlu.orders.LiveConsole.NewSlot;
import org.cunlu.orders.LiveShow.SlotState;

/** What a slot may be: an offer of the shop where it lies, at a price between the floor and what it costs elsewhere. */
@Singleton
class SlotPlanning {
    static final long PIECES_MAX = LiveConsole.PIECES_MAX;

    private final Offers offers;
    private final Network network;
    private final Ids ids;
    private final int lowest;

    /** @param lowest per cent of the list price below which no floor may lie: an assumption, a county sets its own */
    SlotPlanning(Offers offers, Network network, Ids ids, @Value("${cunlu.orders.live.lowest-floor:10}") int lowest) {
        this.offers = offers;
        this.network = network;
        this.ids = ids;
        this.lowest = lowest;
    }

    Slot slot(Host host, Session session, NewSlot wanted, int no) {
        Offer offer = offers.find(List.of(wanted.offerId())).get(wanted.offerId());
        if (offer == null || !offer.sellerCode().equals(session.sellerCode())) {
            throw LiveRefusals.invalid("offerId", "offer-unknown", "没有这个商品 · No such offer of this shop");
        }
        checkOnSale(offer);
        if (!offer.sourceNodes().contains(wanted.nodeCode())) {
            throw LiveRefusals.invalid("nodeCode", "node-invalid", "该处没有此商品 · It does not lie there");
        }
        long floor = wanted.floorFen() == null ? offer.priceFen() : wanted.floorFen();
        if (floor < offer.priceFen() && !host.sells(session.sellerCode())) {
            throw LiveRefusals.floorNotApproved(offer.priceFen());
        }
        checkFloor(floor, offer.priceFen());
        if (wanted.priceFen() < floor) {
            throw LiveRefusals.priceUnderFloor(floor);
        }
        if (wanted.priceFen() > offer.priceFen()) {
            throw LiveRefusals.invalid("priceFen", "price-above-list", "直播价高于原价 · Dearer than elsewhere");
        }
        if (wanted.airsFrom() != null
                && wanted.airsUntil() != null
                && !wanted.airsFrom().isBefore(wanted.airsUntil())) {
            throw LiveRefusals.invalid("airsUntil", "live-time-invalid", "时段不对 · The window ends before it begins");
        }
        return new Slot(
                ids.next(),
                session.sessionId(),
                network.node(wanted.nodeCode())
                        .orElseThrow(ProblemException::notFound)
                        .countyCode(),
                no,
                offer.id(),
                offer.sku().code(),
                wanted.nodeCode(),
                offer.productName(),
                offer.priceFen(),
                wanted.priceFen(),
                floor,
                wanted.pieces(),
                wanted.buyerLimit(),
                wanted.airsFrom(),
                wanted.airsUntil(),
                SlotState.PLANNED);
    }

    /** @throws ProblemException 409 {@code not-on-sale}: nobody could buy what is shown */
    void checkOnSale(String offerId) {
        checkOnSale(offers.find(List.of(offerId)).get(offerId));
    }

    private static void checkOnSale(@Nullable Offer offer) {
        if (offer == null || !offer.onSale()) {
            throw ProblemException.of(409, "not-on-sale", "商品已下架 · Not on sale", null);
        }
    }

    /** @throws ProblemException 400 {@code floor-invalid} */
    void checkFloor(long floorFen, long listFen) {
        long least = Math.max(1, Math.ceilDiv(Math.multiplyExact(listFen, lowest), 100));
        if (floorFen < least || floorFen > listFen) {
            throw LiveRefusals.invalid("floorFen", "floor-invalid", "底价超出范围 · The floor is out of range")
                    .fact("min", least)
                    .fact("max", listFen);
        }
    }
}
