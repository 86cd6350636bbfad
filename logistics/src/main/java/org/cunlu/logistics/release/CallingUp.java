package org.cunlu.logistics.release;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.trail.Trail;
import org.cunlu.logistics.AllocationPreempted;
import org.cunlu.logistics.ParcelsToPack;
import org.cunlu.logistics.ParcelsToPack.Content;
import org.cunlu.logistics.PickLists;
import org.cunlu.logistics.Stock;
import org.cunlu.logistics.release.Plan.Gives;
import org.cunlu.logistics.release.Plan.Sale;
import org.cunlu.logistics.release.Release.Call;

/** Takes pieces off orders that give way. Orders hear of it, and look for others, pay back and tell. */
@Singleton
class CallingUp {
    private final ParcelsToPack parcels;
    private final PickLists lists;
    private final Stock stock;
    private final DrawTable draws;
    private final Outbox outbox;
    private final Trail trail;
    private final Ids ids;

    CallingUp(
            ParcelsToPack parcels, PickLists lists, Stock stock, DrawTable draws, Outbox outbox, Trail trail, Ids ids) {
        this.parcels = parcels;
        this.lists = lists;
        this.stock = stock;
        this.draws = draws;
        this.outbox = outbox;
        this.trail = trail;
        this.ids = ids;
    }

    /** What was planned is not so any more: to be planned anew. */
    static final class Outdated extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Outdated(String message) {
            super(message);
        }
    }

    /** Locks the parcels of these orders, before any stock is locked. @throws Outdated when one of them has been taken into work */
    void lock(Release release, List<Sale> sales) {
        Map<String, String> barcodes = new HashMap<>();
        sales.forEach(sale -> sale.calls()
                .forEach(gives ->
                        barcodes.put(gives.holding().barcode(), gives.holding().orderId())));
        List<String> sorted = barcodes.keySet().stream().sorted().toList();
        for (String barcode : sorted) {
            if (!parcels.lock(barcode)) {
                throw new Outdated(barcode + " is packed");
            }
        }
        Set<String> kept = lists.keptFromWaves(release.countyCode(), barcodes);
        if (kept.size() < barcodes.size()) {
            throw new Outdated("a wave has taken a parcel");
        }
    }

    /** After {@link #lock}, and after the parts are locked. */
    void call(Release release, List<Sale> sales, String actor, Instant now) {
        var calls = new ArrayList<Call>();
        for (Sale sale : sales) {
            sale.calls().stream()
                    .sorted(Comparator.comparing(gives -> gives.holding().orderId()))
                    .forEach(gives -> calls.add(call(release, sale, gives, actor, now)));
        }
        draws.insertCalls(release, calls);
    }

    private Call call(Release release, Sale sale, Gives gives, String actor, Instant now) {
        String order = gives.holding().orderId();
        String barcode = gives.holding().barcode();
        if (!stock.goWithout(order, sale.key(), gives.pieces())) {
            throw new Outdated("order " + order + " holds fewer");
        }
        boolean withdrawn = parcels.without(barcode, sale.key().skuCode(), gives.pieces(), actor);
        long left = parcels.contents(List.of(barcode)).stream()
                .filter(content -> content.skuCode().equals(sale.key().skuCode()))
                .mapToLong(Content::pieces)
                .sum();
        String id = ids.next();
        outbox.append(new AllocationPreempted(
                id,
                release.releaseId(),
                release.givingWay().name(),
                order,
                barcode,
                sale.key().nodeCode(),
                sale.key().skuCode(),
                gives.pieces(),
                left,
                withdrawn,
                now));
        trail.record(
                actor,
                "logistics.release-call-up",
                release.releaseId(),
                null,
                order + ": " + gives.pieces() + " of " + sale.key().skuCode() + ", " + release.givingWay());
        return new Call(
                id,
                order,
                barcode,
                sale.key().skuCode(),
                sale.key().nodeCode(),
                gives.pieces(),
                release.givingWay(),
                now);
    }
}
