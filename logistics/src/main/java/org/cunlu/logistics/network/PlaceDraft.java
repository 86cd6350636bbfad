package org.cunlu.logistics.network;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Node.Status;
import org.cunlu.logistics.Node.Tier;
import org.cunlu.logistics.NodeContents.Found;
import org.cunlu.logistics.NodeProfile;

/** Lays a file's nodes over the tree: it must stay one tree, and a node closes only when nothing stands there. */
final class PlaceDraft {
    private final Tables before;
    private final NetworkFile file;
    private final Function<String, List<Found>> hindrance;
    private final StandingThere standing;
    private Map<String, Place> merged = Map.of();
    /** How many nodes have each GLN. */
    private final Map<String, Integer> glns = new HashMap<>();
    /** Nodes below which stands one that is not closed. */
    private final Set<String> inUse = new HashSet<>();

    PlaceDraft(Tables before, NetworkFile file, StandingThere standing) {
        this.before = before;
        this.file = file;
        var known = new HashMap<String, List<Found>>();
        // A file is gone through until nothing falls any more; the tables are asked once.
        this.hindrance = code -> known.computeIfAbsent(code, standing::hindrance);
        this.standing = standing;
    }

    /** @return all nodes as they would be, without paths and versions of the file's */
    Map<String, Place> merged() {
        boolean again;
        do {
            merge();
            again = false;
            for (Candidate<Place> each : Candidate.goodOf(file.places)) {
                again |= refused(each);
            }
        } while (again);
        return merged;
    }

    private void merge() {
        merged = new HashMap<>(before.places());
        for (Candidate<Place> each : Candidate.goodOf(file.places)) {
            merged.put(each.value().code(), fromFile(each.value()));
        }
        glns.clear();
        inUse.clear();
        for (Place place : merged.values()) {
            Node node = place.node();
            if (node.profile().gln() != null) {
                glns.merge(node.profile().gln(), 1, Integer::sum);
            }
            if (node.status() != Status.CLOSED && node.parentCode() != null) {
                inUse.add(node.parentCode());
            }
        }
    }

    private boolean refused(Candidate<Place> each) {
        Node node = each.value().node();
        if (node.tier() == Tier.HUB) {
            root().filter(root -> !root.equals(node.code()))
                    .ifPresent(root ->
                            each.row().fault("code", "second-root", "县级中心只能有一个 · There is one hub already: " + root));
        } else if (!merged.containsKey(node.parentCode())) {
            each.row().fault("parent", "parent-unknown", "上级节点不存在或有错 · Parent unknown or wrong: " + node.parentCode());
        } else if (inCycle(node)) {
            each.row().fault("parent", "parent-cycle", "上级关系成环 · The parents form a circle");
        } else if (!mayStandUnder(
                node.tier(), merged.get(node.parentCode()).node().tier())) {
            each.row()
                    .fault(
                            "parent",
                            "parent-tier",
                            "上级节点的层级不合 · Not a tier that it can stand under: " + node.parentCode());
        }
        if (each.good()) {
            orphaned(node)
                    .ifPresent(child -> each.row()
                            .fault(
                                    "tier",
                                    "tier-has-children",
                                    "其下级节点不合此层级 · Nodes below do not fit this tier: " + child));
        }
        profileFits(each.row(), merged.get(node.code()).node());
        lifeFits(each, node);
        return !each.good();
    }

    /** What stands at a node is asked last, and only for one that is to close. */
    private void lifeFits(Candidate<Place> each, Node node) {
        Place parent = merged.get(node.parentCode());
        boolean closes = node.status() == Status.CLOSED;
        if (!closes && parent != null && parent.node().status() == Status.CLOSED) {
            each.row().fault("status", "parent-closed", "上级节点已关闭 · The parent is closed: " + node.parentCode());
        }
        Place known = before.places().get(node.code());
        if (each.good() && known != null) {
            classesFit(each.row(), known.node(), merged.get(node.code()).node());
        }
        if (!each.good() || !closes || known == null || known.node().status() == Status.CLOSED) {
            return;
        }
        if (inUse.contains(node.code())) {
            each.row().fault("status", "children-not-closed", "下级节点尚未关闭 · Nodes below are not closed");
            return;
        }
        List<Found> found = hindrance.apply(node.code());
        if (!found.isEmpty()) {
            each.row().fault("status", "node-in-use", "尚有包裹或库存，不能关闭 · Parcels or stock stand there: " + text(found));
        }
    }

    private void classesFit(CsvRow row, Node known, Node next) {
        var lost = standing.lost(known, next);
        if (!lost.isEmpty()) {
            row.fault("holds", "class-in-use", "此处仍有这类货物 · Such goods stand there, or come there: " + lost);
        }
    }

    private static String text(List<Found> found) {
        return found.stream()
                .map(each ->
                        each.what() + " " + each.count() + " (" + each.some().getFirst() + " …)")
                .collect(Collectors.joining(", "));
    }

    private void profileFits(CsvRow row, Node node) {
        NodeProfile profile = node.profile();
        if (profile.gln() != null && glns.get(profile.gln()) > 1) {
            row.fault("gln", "gln-taken", "GLN 已属于另一节点 · Another node has this GLN: " + profile.gln());
        }
        if (profile.offers(NodeProfile.Service.COLD) && !node.holds().contains(StorageClass.CHILLED)) {
            row.fault("services", "cold-needs-chilled", "不能存放冷藏品的节点不能提供冷藏 · COLD needs a node that may hold CHILLED");
        }
    }

    private Place fromFile(Place place) {
        Place known = before.places().get(place.code());
        ProfileCells said = file.profiles.get(place.code());
        Set<StorageClass> holds = place.node().holds();
        NodeProfile base =
                known == null ? NodeProfile.plain(holds) : known.node().profile();
        NodeProfile next = said.over(base);
        // A file that says nothing of services, but that nothing is kept cool any more, says both.
        return place.with(
                said.services() == null && !holds.contains(StorageClass.CHILLED)
                        ? next.doing(NodeProfile.Service.COLD, false)
                        : next);
    }

    /** The hub that is there already, else the first of the file. */
    private Optional<String> root() {
        return before.places().values().stream()
                .filter(place -> place.node().tier() == Tier.HUB)
                .filter(place -> merged.get(place.code()).node().tier() == Tier.HUB)
                .findFirst()
                .or(() -> Candidate.goodOf(file.places).stream()
                        .map(Candidate::value)
                        .filter(place -> place.node().tier() == Tier.HUB)
                        .findFirst())
                .map(Place::code);
    }

    private boolean inCycle(Node node) {
        String at = node.parentCode();
        for (int steps = 0; at != null && steps <= merged.size(); steps++) {
            if (at.equals(node.code())) {
                return true;
            }
            Place parent = merged.get(at);
            at = parent == null ? null : parent.node().parentCode();
        }
        return false;
    }

    private static boolean mayStandUnder(Tier child, Tier parent) {
        return switch (child) {
            case HUB -> false;
            case TOWNSHIP, GATEWAY -> parent == Tier.HUB;
            case VILLAGE -> parent == Tier.TOWNSHIP || parent == Tier.HUB;
        };
    }

    /** A node that is not in the file, but would not fit under this one as the file has it. */
    private Optional<String> orphaned(Node node) {
        Place known = before.places().get(node.code());
        if (known == null || known.node().tier() == node.tier()) {
            return Optional.empty();
        }
        return before.places().values().stream()
                .filter(place -> merged.get(place.code()) == place)
                .map(Place::node)
                .filter(child -> node.code().equals(child.parentCode()) && !mayStandUnder(child.tier(), node.tier()))
                .map(Node::code)
                .min(Comparator.naturalOrder());
    }
}
