package org.cunlu.logistics.network;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.NetworkBuildOut;
import org.cunlu.logistics.Node;

/** Counts stations against the plan, from the network as it is now. */
@Singleton
class BuiltSoFar implements NetworkBuildOut {
    private final NetworkWatch watch;
    private final Clock clock;

    BuiltSoFar(NetworkWatch watch, Clock clock) {
        this.watch = watch;
        this.clock = clock;
    }

    @Override
    public State buildOut(Caller caller) {
        Snapshot now = watch.snapshot();
        Reach reach = Reach.of(caller, Role.COUNTY_OPERATOR);
        int year = CountyTime.date(clock.instant()).getYear();
        List<Township> townships = now.tables().places().values().stream()
                .map(Place::node)
                .filter(node -> node.tier() == Node.Tier.TOWNSHIP && reach.covers(node))
                .map(node -> township(node, now, year))
                .toList();
        return new State(
                year,
                townships,
                townships.stream().mapToInt(Township::target).sum(),
                townships.stream().mapToInt(Township::due).sum(),
                townships.stream().mapToInt(Township::open).sum(),
                townships.stream().mapToInt(Township::built).sum(),
                townships.stream().mapToInt(Township::planned).sum(),
                townships.stream().mapToInt(Township::missing).sum());
    }

    private static Township township(Node node, Snapshot now, int year) {
        Map<Integer, Integer> plan = now.tables().plan().getOrDefault(node.code(), Map.of());
        int target = plan.values().stream().mapToInt(Integer::intValue).sum();
        int due = plan.entrySet().stream()
                .filter(each -> each.getKey() <= year)
                .mapToInt(Map.Entry::getValue)
                .sum();
        int open = count(node, now, Node.Status.OPEN);
        List<Year> years = plan.entrySet().stream()
                .map(each -> new Year(each.getKey(), each.getValue()))
                .toList();
        int planned = count(node, now, Node.Status.PLANNED);
        int built = count(node, now, Node.Status.BUILT);
        return new Township(
                node.code(), node.name(), years, target, due, open, built, planned, Math.max(0, due - open));
    }

    private static int count(Node township, Snapshot now, Node.Status status) {
        return (int) now.map().nodes().values().stream()
                .filter(node -> node.tier() == Node.Tier.VILLAGE && node.status() == status)
                .filter(node -> township.code().equals(node.parentCode()))
                .count();
    }
}
