package org.cunlu.orders.ledger;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.orders.ClaimWindows;
import org.cunlu.orders.Order;
import org.cunlu.orders.OrderBook;
import org.cunlu.orders.OrderLine;
import org.cunlu.orders.OrderState.FulfilmentStatus;
import org.cunlu.orders.OrderState.Lifecycle;
import org.cunlu.orders.Receipts;
import org.cunlu.orders.ReleaseHold;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sellers' dues are released when the window for claims is over and no case holds them. What is due is gathered from the
 * journals, many orders at once, so that a delivery writes no row for it. Doing it twice changes nothing.
 */
@Singleton
class Releasing {
    private static final Logger LOG = LoggerFactory.getLogger(Releasing.class);
    private static final int BATCH = 50;
    /** A transaction that posted before the mark may have ended after it. */
    private static final Duration LATE = Duration.ofHours(1);
    /** How long until a case is asked again. */
    private static final Duration HELD = Duration.ofHours(1);

    private final DueTable dues;
    private final JournalTable journals;
    private final OrderBook book;
    private final ClaimWindows windows;
    private final Receipts receipts;
    private final List<ReleaseHold> holds;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;
    private final String county;

    Releasing(
            DueTable dues,
            JournalTable journals,
            OrderBook book,
            ClaimWindows windows,
            Receipts receipts,
            List<ReleaseHold> holds,
            Transactions transactions,
            Ids ids,
            Clock clock,
            @Value("${cunlu.county.code}") String county) {
        this.dues = dues;
        this.journals = journals;
        this.book = book;
        this.windows = windows;
        this.receipts = receipts;
        this.holds = holds;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.county = county;
    }

    /** @return how many orders were found that are due */
    int gather(int most) {
        Instant now = clock.instant();
        Instant from =
                transactions.read(() -> dues.mark(county)).orElse(Instant.EPOCH).minus(LATE);
        List<DueTable.Booked> booked = transactions.read(() -> dues.booked(county, from, most));
        transactions.run(() -> {
            dues.insert(
                    county,
                    booked.stream()
                            .map(each -> new DueTable.Waiting(each.orderId(), each.sellerCode(), release(each)))
                            .toList());
            if (booked.size() < most) {
                dues.mark(county, now);
            }
        });
        return booked.size();
    }

    private Instant release(DueTable.Booked booked) {
        if (booked.kind() != Journal.Kind.ORDER_DELIVERED) {
            // Nobody has anything to claim.
            return booked.postedAt();
        }
        var categories = booked.categories() == null
                ? List.<String>of()
                : List.of(booked.categories().split(","));
        return booked.postedAt().plus(windows.longest(categories));
    }

    /** @return how many orders were released */
    int release(int most) {
        int released = 0;
        while (released < most) {
            List<DueTable.Waiting> ripe = transactions.read(() -> dues.ripe(county, clock.instant(), BATCH));
            if (ripe.isEmpty()) {
                break;
            }
            released += releaseOrPostpone(ripe);
        }
        return released;
    }

    private int releaseOrPostpone(List<DueTable.Waiting> ripe) {
        try {
            return transactions.run(() -> releaseAll(ripe));
        } catch (RuntimeException e) {
            LOG.warn("{} dues could not be released together, each is tried by itself", ripe.size(), e);
        }
        int released = 0;
        for (DueTable.Waiting each : ripe) {
            released += releaseOrPostpone(each);
        }
        return released;
    }

    /** One that cannot be released keeps none of the others. */
    private int releaseOrPostpone(DueTable.Waiting due) {
        try {
            return transactions.run(() -> releaseAll(List.of(due)));
        } catch (RuntimeException e) {
            LOG.error("the due of order {} could not be released", due.orderId(), e);
            transactions.run(
                    () -> dues.later(List.of(due.orderId()), clock.instant().plus(HELD)));
            return 0;
        }
    }

    private int releaseAll(List<DueTable.Waiting> ripe) {
        List<String> orderIds = ripe.stream().map(DueTable.Waiting::orderId).toList();
        book.lock(book.orders(orderIds).stream().map(Order::groupId).distinct().toList());
        Set<String> held = held(orderIds);
        Instant now = clock.instant();
        dues.later(held, now.plus(HELD));
        held.addAll(underway(orderIds, held, now));
        int released = 0;
        for (DueTable.Waiting each : ripe) {
            if (!held.contains(each.orderId()) && dues.release(each.orderId(), now)) {
                post(each, now);
                released++;
            }
        }
        return released;
    }

    private void post(DueTable.Waiting due, Instant now) {
        long fen = -journals.balance(Chart.sellerPayable(due.sellerCode()), due.orderId());
        if (fen != 0) {
            journals.insert(ids.next(), Journals.released(county, due.orderId(), due.sellerCode(), fen), now);
        }
    }

    /** What a carrier has is claimed from its receipt on, not from his taking it over. @return those that wait for that */
    private Set<String> underway(List<String> orderIds, Set<String> held, Instant now) {
        List<Order> carried = book.orders(orderIds).stream()
                .filter(order -> !held.contains(order.orderId())
                        && order.state().lifecycle() == Lifecycle.COMPLETED
                        && order.state().fulfilment() == FulfilmentStatus.WITH_CARRIER)
                .toList();
        if (carried.isEmpty()) {
            return Set.of();
        }
        Map<String, Instant> received = receipts.of(carried);
        Map<String, List<OrderLine>> lines =
                book.lines(carried.stream().map(Order::orderId).toList());
        var waiting = new TreeMap<Instant, List<String>>();
        for (Order order : carried) {
            Instant at = received.get(order.orderId());
            Instant until =
                    at == null ? now.plus(HELD) : at.plus(window(lines.getOrDefault(order.orderId(), List.of())));
            if (until.isAfter(now)) {
                waiting.computeIfAbsent(until, _ -> new ArrayList<>()).add(order.orderId());
            }
        }
        waiting.forEach((until, ids) -> dues.later(ids, until));
        return waiting.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    }

    private Duration window(List<OrderLine> lines) {
        return windows.longest(lines.stream()
                .map(line -> line.terms() == null ? null : line.terms().category())
                .toList());
    }

    private Set<String> held(List<String> orderIds) {
        var held = new HashSet<String>();
        var rest = new ArrayList<>(orderIds);
        for (ReleaseHold hold : holds) {
            held.addAll(hold.held(rest));
        }
        return held;
    }
}
