package org.cunlu.web.reserve;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.ReserveLot;
import org.cunlu.logistics.ReserveStandings;

/** What a release may be made of: goods that are there, stations that are open. */
@Singleton
public class ReleaseChoices {
    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final ReserveStandings standings;
    private final NetworkMaps maps;
    private final Names names;
    private final Ids ids;
    private final Clock clock;

    ReleaseChoices(ReserveStandings standings, NetworkMaps maps, Names names, Ids ids, Clock clock) {
        this.standings = standings;
        this.maps = maps;
        this.names = names;
        this.ids = ids;
        this.clock = clock;
    }

    /** A township with its open stations. */
    public record Township(String name, List<Node> stations) {}

    Map<String, Object> of(Caller caller) {
        List<ReserveHolding> contracts =
                standings.holdings(caller, null, Page.LIMIT_MAX).items();
        var pieces = new TreeMap<String, Long>();
        for (ReserveHolding contract : contracts) {
            for (ReserveLot lot : standings
                    .lots(caller, contract.code(), null, Page.LIMIT_MAX)
                    .items()) {
                pieces.merge(lot.skuCode(), lot.good(), Long::sum);
            }
        }
        var named = names.of(List.of(), pieces.keySet());
        var goods = new LinkedHashMap<String, String>();
        goods.put("", "—");
        pieces.forEach((sku, there) -> goods.put(sku, named.get(sku) + " (" + there + ")"));
        var facts = new HashMap<String, Object>();
        facts.put("goods", goods);
        facts.put(
                "levels",
                contracts.stream()
                        .map(ReserveHolding::level)
                        .distinct()
                        .sorted()
                        .toList());
        facts.put("townships", townships());
        facts.put("key", ids.next());
        facts.put(
                "until", CountyTime.at(clock.instant().plus(Duration.ofDays(1))).format(FIELD));
        return facts;
    }

    private List<Township> townships() {
        Map<String, Node> nodes = maps.current().nodes();
        var byTownship = new TreeMap<String, List<Node>>();
        nodes.values().stream()
                .filter(node -> node.tier() == Node.Tier.VILLAGE && node.status() == Node.Status.OPEN)
                .forEach(node -> byTownship
                        .computeIfAbsent(String.valueOf(node.parentCode()), code -> new ArrayList<>())
                        .add(node));
        return byTownship.entrySet().stream()
                .map(each -> new Township(
                        nodes.containsKey(each.getKey())
                                ? nodes.get(each.getKey()).name()
                                : each.getKey(),
                        each.getValue().stream()
                                .sorted(Comparator.comparing(Node::code))
                                .toList()))
                .toList();
    }
}
