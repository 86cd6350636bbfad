package org.cunlu.bench.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.bench.chaos.Book.Group;
import org.cunlu.bench.chaos.Book.Known;
import org.cunlu.bench.chaos.Book.Unsure;

/** One comparison of what clients know with what is there. */
final class Holding {
    private static final Set<String> PAID = Set.of("PAID", "REFUND_DUE", "REFUNDED");

    private final Map<String, Group> known;
    private final Collection<Unsure> unsure;
    private final Map<String, List<Seen>> there;
    private final List<String> lost = new ArrayList<>();
    private final List<String> duplicated = new ArrayList<>();
    private int recovered;

    Holding(Map<String, Group> known, Collection<Unsure> unsure, Map<String, List<Seen>> there) {
        this.known = known;
        this.unsure = unsure;
        this.there = there;
    }

    Verdict verdict() {
        var byBuyer = new TreeMap<String, Map<String, Seen>>();
        there.forEach((buyer, seen) ->
                byBuyer.put(buyer, seen.stream().collect(Collectors.toMap(Seen::orderId, one -> one, (first, again) -> {
                    duplicated.add("order " + first.orderId() + " is listed twice");
                    return first;
                }))));
        for (Group group : known.values()) {
            Map<String, Seen> own = byBuyer.getOrDefault(group.buyer(), Map.of());
            group.orders().forEach(order -> acknowledged(group, order, own.get(order)));
        }
        byBuyer.forEach((buyer, own) -> unasked(buyer, own.values()));
        return new Verdict(lost, duplicated, recovered);
    }

    private void acknowledged(Group group, String order, Seen seen) {
        String what = "order " + order + " (key " + group.key() + ")";
        if (seen == null) {
            lost.add(what + " is not there");
            return;
        }
        Known cancelled = group.cancelled(order);
        boolean isCancelled = seen.lifecycle().equals("CANCELLED");
        if (cancelled == Known.YES && !isCancelled) {
            lost.add(what + " was cancelled and is " + seen.lifecycle());
        }
        if (group.paid() == Known.YES && cancelled == Known.NO) {
            if (isCancelled) {
                lost.add(what + " was paid, and is cancelled though nobody asked for it");
            } else if (!PAID.contains(seen.payment())) {
                lost.add(what + " was paid and is " + seen.payment());
            }
        }
        if (group.pickedUp(order) && !seen.lifecycle().equals("COMPLETED")) {
            lost.add(what + " was picked up and is " + seen.lifecycle());
        }
    }

    /** What is there and was never acknowledged: no more of it than there are requests without an answer. */
    private void unasked(String buyer, Collection<Seen> own) {
        Set<String> groups = new HashSet<>();
        for (Seen seen : own) {
            Group group = known.get(seen.groupId());
            if (group == null) {
                groups.add(seen.groupId());
            } else if (!group.orders().contains(seen.orderId())) {
                duplicated.add("order " + seen.orderId() + " of group " + seen.groupId() + " was never acknowledged");
            }
        }
        long mayBe = unsure.stream().filter(one -> one.buyer().equals(buyer)).count();
        recovered += (int) Math.min(mayBe, groups.size());
        if (groups.size() > mayBe) {
            duplicated.add("of the groups " + groups + " at most " + mayBe + " may be there");
        }
    }
}
