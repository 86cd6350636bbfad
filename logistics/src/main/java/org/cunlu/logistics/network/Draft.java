package org.cunlu.logistics.network;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Node.Tier;

/**
 * The network as it would be with the good rows of a file laid over it. Rows that do not fit the others become faulty,
 * and with them those that stand on them.
 */
final class Draft {
    private final Tables before;
    private final Tables after;
    private final NetworkFile file;

    private Draft(Tables before, NetworkFile file) {
        this.before = before;
        this.after = before.copy();
        this.file = file;
    }

    /** @param keepGood whether rows of a line are to be dropped with one of them */
    static Tables lay(NetworkFile file, Tables before, boolean keepGood) {
        var draft = new Draft(before, file);
        draft.layPlaces();
        draft.layVillages();
        new LineDraft(before, draft.after, file, keepGood).lay();
        draft.layLeads();
        draft.layPlan();
        return draft.after;
    }

    private void layPlaces() {
        Map<String, Place> merged;
        boolean again;
        do {
            merged = new HashMap<>(before.places());
            for (Candidate<Place> each : Candidate.goodOf(file.places)) {
                merged.put(each.value().code(), each.value());
            }
            again = false;
            for (Candidate<Place> each : Candidate.goodOf(file.places)) {
                again |= refused(each, merged);
            }
        } while (again);
        for (Place place : merged.values()) {
            after.places().put(place.code(), withPath(place, merged));
        }
    }

    private boolean refused(Candidate<Place> each, Map<String, Place> merged) {
        Node node = each.value().node();
        if (node.tier() == Tier.HUB) {
            root(merged)
                    .filter(root -> !root.equals(node.code()))
                    .ifPresent(root ->
                            each.row().fault("code", "second-root", "县级中心只能有一个 · There is one hub already: " + root));
        } else if (!merged.containsKey(node.parentCode())) {
            each.row().fault("parent", "parent-unknown", "上级节点不存在或有错 · Parent unknown or wrong: " + node.parentCode());
        } else if (inCycle(node, merged)) {
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
            orphaned(node, merged)
                    .ifPresent(child -> each.row()
                            .fault(
                                    "tier",
                                    "tier-has-children",
                                    "其下级节点不合此层级 · Nodes below do not fit this tier: " + child));
        }
        return !each.good();
    }

    /** The hub that is there already, else the first of the file. */
    private Optional<String> root(Map<String, Place> merged) {
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

    private static boolean inCycle(Node node, Map<String, Place> merged) {
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
    private Optional<String> orphaned(Node node, Map<String, Place> merged) {
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

    private static Place withPath(Place place, Map<String, Place> merged) {
        var path = new StringBuilder();
        for (String at = place.code(); at != null; at = merged.get(at).node().parentCode()) {
            path.insert(0, "/" + at);
        }
        Node n = place.node();
        var node = new Node(
                n.code(),
                n.countyCode(),
                n.name(),
                n.tier(),
                n.parentCode(),
                path.toString(),
                n.status(),
                n.latitude(),
                n.longitude(),
                n.positionMadeUp(),
                n.holds());
        return new Place(node, place.opening());
    }

    private void layVillages() {
        for (Candidate<Served> each : Candidate.goodOf(file.villages)) {
            Served village = each.value();
            if (tierOf(village.township()) != Tier.TOWNSHIP) {
                each.row().fault("township", "township-unknown", "乡镇节点不存在 · No such township: " + village.township());
                continue;
            }
            String station = village.ownStation();
            if (station == null && tierOf(village.code()) == Tier.VILLAGE) {
                station = village.code();
            }
            if (station != null && tierOf(station) != Tier.VILLAGE && tierOf(station) != Tier.TOWNSHIP) {
                each.row().fault("station", "station-unknown", "站点不存在 · No such station: " + station);
                continue;
            }
            after.villages()
                    .put(
                            village.code(),
                            new Served(
                                    village.code(),
                                    village.name(),
                                    village.township(),
                                    station,
                                    village.latitude(),
                                    village.longitude(),
                                    village.positionMadeUp()));
        }
    }

    private void layLeads() {
        for (Candidate<NetworkFile.Lead> each : Candidate.goodOf(file.leads)) {
            NetworkFile.Lead lead = each.value();
            if (tierOf(lead.gateway()) != Tier.GATEWAY) {
                each.row().fault("code", "gateway-unknown", "出县口节点不存在 · No such gateway: " + lead.gateway());
                continue;
            }
            after.leads()
                    .computeIfAbsent(lead.gateway(), code -> new LinkedHashMap<>())
                    .put(lead.province(), lead.days());
        }
    }

    private void layPlan() {
        for (Candidate<NetworkFile.Planned> each : Candidate.goodOf(file.plan)) {
            NetworkFile.Planned planned = each.value();
            if (tierOf(planned.township()) != Tier.TOWNSHIP) {
                each.row().fault("code", "township-unknown", "乡镇节点不存在 · No such township: " + planned.township());
                continue;
            }
            after.plan()
                    .computeIfAbsent(planned.township(), code -> new TreeMap<>())
                    .put(planned.year(), planned.stations());
        }
    }

    private Tier tierOf(String code) {
        Place place = after.places().get(code);
        return place == null ? null : place.node().tier();
    }
}
