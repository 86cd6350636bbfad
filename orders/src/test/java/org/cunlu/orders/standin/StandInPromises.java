package org.cunlu.orders.standin;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Arrival;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Promises;

/** A ride an hour along the tree, ready two hours after the last. */
@Singleton
@Primary
@Requires(property = "orders.stand-ins", value = "true")
@Requires(property = "orders.real-room", notEquals = "true")
public class StandInPromises implements Promises {
    private final StandInNetwork network;
    private final Set<String> cutOff = ConcurrentHashMap.newKeySet();
    private volatile boolean warm;
    private volatile boolean full;

    public StandInPromises(StandInNetwork network) {
        this.network = network;
    }

    /** From now on nothing leaves this node. */
    public void cutOff(String nodeCode) {
        cutOff.add(nodeCode);
    }

    boolean isCutOff(String nodeCode) {
        return cutOff.contains(nodeCode);
    }

    /** From now on nothing travels that must be kept cool. */
    public void warm() {
        warm = true;
    }

    /** From now on no station has room on its shelves. */
    public void full() {
        full = true;
    }

    @Override
    public Promise offered(String fromNode, String toNode, Load load, Instant readyAt) {
        return full ? new Promise.Refused(Promise.Reason.STATION_FULL) : promise(fromNode, toNode, load, readyAt);
    }

    public void connectAll() {
        full = false;
        warm = false;
        cutOff.clear();
    }

    @Override
    public Promise promise(String fromNode, String toNode, Load load, Instant readyAt) {
        if (cutOff.contains(fromNode)) {
            return new Promise.Refused(Promise.Reason.NO_CONNECTION);
        }
        if (warm && load.storageClass() == StorageClass.CHILLED) {
            return new Promise.Refused(Promise.Reason.CLASS_NOT_CARRIED);
        }
        List<String> way = way(fromNode, toNode);
        var legs = new ArrayList<Leg>();
        Instant at = readyAt;
        for (int i = 1; i < way.size(); i++) {
            Instant departs = at.plus(Duration.ofHours(1));
            at = departs.plus(Duration.ofHours(1));
            legs.add(new Leg(
                    way.get(i - 1), way.get(i), "L" + i, LocalDate.ofInstant(departs, ZoneOffset.UTC), departs, at));
        }
        Instant available = at.plus(Duration.ofHours(2));
        return new Promise.Kept(
                legs,
                available,
                new Arrival(CountyTime.date(available), LocalTime.NOON, LocalTime.of(18, 0), "按时 · in time"));
    }

    /** Three days more; to Chongqing one. */
    @Override
    public Promise outside(String fromNode, String gateway, String province, Load load, Instant readyAt) {
        int days = province.startsWith("重庆") ? 1 : 3;
        return switch (promise(fromNode, gateway, load, readyAt)) {
            case Promise.Refused refused -> refused;
            case Promise.Kept kept -> {
                Instant delivered = kept.availableAt().plus(Duration.ofDays(days));
                yield new Promise.Kept(
                        kept.legs(),
                        delivered,
                        new Arrival(CountyTime.date(delivered), null, null, days + " 天 · days"));
            }
        };
    }

    private List<String> way(String from, String to) {
        List<String> up = toRoot(from);
        List<String> down = toRoot(to);
        String meeting = up.stream().filter(down::contains).findFirst().orElseThrow();
        var way = new ArrayList<>(up.subList(0, up.indexOf(meeting) + 1));
        way.addAll(down.subList(0, down.indexOf(meeting)).reversed());
        return way;
    }

    private List<String> toRoot(String code) {
        var codes = new ArrayList<String>();
        Node node = network.node(code).orElseThrow();
        while (node != null) {
            codes.add(node.code());
            node = node.parentCode() == null
                    ? null
                    : network.node(node.parentCode()).orElseThrow();
        }
        return codes;
    }
}
