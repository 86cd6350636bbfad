package org.cunlu.logistics.release;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Numbers of releases. Each is configuration; what it rests on stands beside it. */
@Singleton
record ReleaseSettings(
        boolean reviewNeeded,
        Duration deliverWithin,
        int refillMonths,
        List<Integer> refillAlerts,
        long farPermille,
        int ordersMax) {
    /**
     * @param reviewNeeded whether a third person looks before the authority approves; an assumption on the side of care
     * @param deliverWithin from the approval to the last village: 24 h to every village is what 豫交规〔2025〕17号 aims at
     * @param refillMonths until as much is there again: 12 by 安顺市市级储备粮管理办法 (2023)
     * @param refillAlerts days before that at which its people are told, the earliest first; an assumption, as for rotations
     * @param farPermille by how much each kilometre from the hub raises the weight of a village's people, in thousandths; an
     *     assumption: who is far is reached less often
     * @param ordersMax orders that may give way to one release; an assumption
     */
    ReleaseSettings(
            @Value("${cunlu.reserve.release.review-needed:true}") boolean reviewNeeded,
            @Value("${cunlu.reserve.release.deliver-within:24h}") Duration deliverWithin,
            @Value("${cunlu.reserve.release.refill-months:12}") int refillMonths,
            @Value("${cunlu.reserve.release.refill-alerts:90,30,7}") List<Integer> refillAlerts,
            @Value("${cunlu.reserve.release.far-permille:10}") long farPermille,
            @Value("${cunlu.reserve.release.orders-max:500}") int ordersMax) {
        if (!deliverWithin.isPositive() || refillMonths <= 0 || farPermille < 0 || ordersMax < 0) {
            throw new IllegalArgumentException("cunlu.reserve.release is out of range");
        }
        this.reviewNeeded = reviewNeeded;
        this.deliverWithin = deliverWithin;
        this.refillMonths = refillMonths;
        this.refillAlerts = List.copyOf(refillAlerts);
        this.farPermille = farPermille;
        this.ordersMax = ordersMax;
    }
}
