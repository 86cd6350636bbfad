package org.cunlu.orders.promotion;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.WallTime;
import org.cunlu.logistics.Network;
import org.cunlu.orders.Priced;
import org.cunlu.orders.Promotion;
import org.cunlu.orders.Promotions;

/** The county's promotions from memory: what another instance changes is known here two seconds later. */
@Singleton
class InForce implements Promotions {
    private static final Duration KEPT = Duration.ofSeconds(2);

    private final PromotionTable table;
    private final Network network;
    private final Transactions transactions;
    private final WallTime wall;
    private final Clock clock;
    private final String countyCode;
    private volatile Read read = new Read(Map.of(), Instant.MIN);

    InForce(
            PromotionTable table,
            Network network,
            Transactions transactions,
            WallTime wall,
            Clock clock,
            @Value("${cunlu.county.code}") String countyCode) {
        this.table = table;
        this.network = network;
        this.transactions = transactions;
        this.wall = wall;
        this.clock = clock;
        this.countyCode = countyCode;
    }

    private record Read(Map<String, Promotion> byId, Instant until) {}

    @Override
    public List<Promotion> running(Instant now) {
        Read known = read;
        if (!wall.now().isBefore(known.until())) {
            known = refresh();
        }
        return known.byId().values().stream()
                .filter(promotion -> promotion.runs(now))
                .sorted(Comparator.comparing(Promotion::id))
                .toList();
    }

    private Read refresh() {
        Instant until = wall.now().plus(KEPT);
        List<Promotion> active = transactions.read(() -> table.active(countyCode, clock.instant()));
        var fresh = new Read(active.stream().collect(Collectors.toMap(Promotion::id, Function.identity())), until);
        read = fresh;
        return fresh;
    }

    /** What is known is read anew when it is asked for next. */
    void forget() {
        read = new Read(read.byId(), Instant.MIN);
    }

    @Override
    public Map<String, Promotion> find(Collection<String> ids) {
        return table.find(ids).stream().collect(Collectors.toMap(Promotion::id, Function.identity()));
    }

    /** @return those of these ids, which are known or are read: whether one has a budget never changes */
    Map<String, Promotion> known(Collection<String> ids) {
        var known = new HashMap<String, Promotion>();
        var others = new ArrayList<String>();
        for (String id : ids) {
            Promotion promotion = read.byId().get(id);
            if (promotion == null) {
                others.add(id);
            } else {
                known.put(id, promotion);
            }
        }
        known.putAll(find(others));
        return known;
    }

    @Override
    public Optional<Promotion> hold(String id, Instant now) {
        transactions.require();
        return table.lock(id).filter(found -> found.runs(now));
    }

    @Override
    public boolean issue(String id, int total) {
        transactions.require();
        return table.issue(id, total, clock.instant()) == 1;
    }

    @Override
    public List<Integer> covered(Promotion promotion, Priced cart) {
        var at = new ArrayList<Integer>();
        int no = 0;
        for (Priced.Shipment shipment : cart.shipments()) {
            String township = promotion.scope().township();
            boolean there = township == null || network.within(shipment.toNode(), township);
            for (Priced.Line line : shipment.lines()) {
                if (there && line.wish().live() == null && promotion.scope().covers(shipment, line)) {
                    at.add(no);
                }
                no++;
            }
        }
        return at;
    }
}
