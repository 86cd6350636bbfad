package org.cunlu.app.day;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.cunlu.app.day.Piece.End;
import org.cunlu.app.play.Api;
import org.cunlu.app.play.Person;
import org.cunlu.app.play.Unplayable;

/** News of parcels reaches their orders by events: waits until each buyer sees his orders completed. */
final class Completion {
    private static final Duration WITHIN = Duration.ofSeconds(150);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Api api;
    private final List<Piece> pieces;

    Completion(Api api, List<Piece> pieces) {
        this.api = api;
        this.pieces = pieces;
    }

    /** @return how many orders are completed */
    int await() {
        var byBuyer = pieces.stream()
                .filter(piece -> piece.end() != null && piece.end() != End.RETURNED)
                .collect(Collectors.groupingBy(
                        piece -> piece.bought.buyer(),
                        Collectors.mapping(piece -> piece.bought.order(), Collectors.toSet())));
        List<Person> waiting = new ArrayList<>(byBuyer.keySet());
        // News come in turn: when the last one has, the others have.
        pieces.stream()
                .filter(piece -> piece.end() == End.HANDED_OVER)
                .max(Comparator.comparing(Piece::touched))
                .ifPresent(this::awaitOne);
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (!waiting.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new Unplayable(waiting.size() + " buyers still wait for orders to be completed");
            }
            var done = Together.each(waiting, buyer -> completed(buyer).containsAll(byBuyer.get(buyer)));
            var still = new ArrayList<Person>();
            for (int i = 0; i < waiting.size(); i++) {
                if (!done.get(i)) {
                    still.add(waiting.get(i));
                }
            }
            waiting = still;
            if (!waiting.isEmpty()) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
        return byBuyer.values().stream().mapToInt(Set::size).sum();
    }

    private void awaitOne(Piece last) {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        String path = "/api/shop/orders/" + last.bought.order();
        while (System.nanoTime() < deadline
                && !"COMPLETED".equals(County.text(api.get(last.bought.buyer(), path), "lifecycle"))) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private Set<String> completed(Person buyer) {
        var completed = new TreeSet<String>();
        County.pages(api, buyer, "/api/shop/orders?limit=100", order -> {
            if ("COMPLETED".equals(County.text(order, "lifecycle"))) {
                completed.add(County.text(order, "orderId"));
            }
        });
        return completed;
    }
}
