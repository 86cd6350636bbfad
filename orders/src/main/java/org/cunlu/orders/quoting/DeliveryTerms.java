package org.cunlu.orders.quoting;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.catalog.Offer;
import org.cunlu.logistics.Node;
import org.cunlu.orders.Wish;

/** What sellers say of delivery, as a quote keeps to it. */
final class DeliveryTerms {
    private DeliveryTerms() {}

    /** @param station where it goes; null for a place outside the county */
    static void check(List<Wish> wishes, @Nullable Node station) {
        for (Wish wish : wishes) {
            Offer.Delivery delivery = wish.offer().delivery();
            boolean there = station == null
                    ? delivery.outside()
                    : delivery.subtrees().isEmpty()
                            || delivery.subtrees().stream().anyMatch(station::within);
            if (!there) {
                throw Refusals.notDelivered(wish.offer());
            }
        }
    }

    /** What goes together goes when the slowest of it is ready. */
    static Instant ready(List<Wish> wishes, Instant now) {
        int days = wishes.stream()
                .mapToInt(wish -> wish.offer().delivery().leadDays())
                .max()
                .orElse(0);
        return now.plus(Duration.ofDays(days));
    }

    /** What is still to come is ready when it has come and its seller is. */
    static Instant later(Instant ready, LocalDate day) {
        Instant come = Backordering.ready(day);
        return ready.isAfter(come) ? ready : come;
    }
}
