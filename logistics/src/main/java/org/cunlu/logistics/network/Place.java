package org.cunlu.logistics.network;

import io.micronaut.core.annotation.Nullable;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.Set;
import org.cunlu.catalog.StorageClass;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeProfile;
import org.cunlu.logistics.Opening;

/**
 * A node with its hours, as one row of {@code log_node}.
 * @param version rises with each change of the row; 0 for one that is not written yet
 */
record Place(Node node, Opening opening, int version) {
    Place at(String path) {
        return new Place(node(path, node.status(), node.holds(), node.profile()), opening, version);
    }

    Place with(NodeProfile profile) {
        return new Place(node(node.path(), node.status(), node.holds(), profile), opening, version);
    }

    Place with(Node.Status status) {
        return new Place(node(node.path(), status, node.holds(), node.profile()), opening, version);
    }

    Place with(Opening hours, Set<StorageClass> holds, NodeProfile profile) {
        return new Place(node(node.path(), node.status(), holds, profile), hours, version);
    }

    private Node node(String path, Node.Status status, Set<StorageClass> holds, NodeProfile profile) {
        return new Node(
                node.code(),
                node.countyCode(),
                node.name(),
                node.tier(),
                node.parentCode(),
                path,
                status,
                node.latitude(),
                node.longitude(),
                node.positionMadeUp(),
                holds,
                profile);
    }

    /** The same at the version that it has once it is laid over what is known. @param known null when there is none */
    Place over(@Nullable Place known) {
        if (known == null) {
            return new Place(node, opening, 1);
        }
        boolean same = node.equals(known.node) && opening.equals(known.opening);
        return new Place(node, opening, same ? known.version : known.version + 1);
    }

    String code() {
        return node.code();
    }

    /** @return bit 0 for Monday to bit 6 for Sunday */
    static int mask(Set<DayOfWeek> days) {
        return days.stream().mapToInt(day -> 1 << day.ordinal()).sum();
    }

    static Set<DayOfWeek> days(int mask) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if ((mask & 1 << day.ordinal()) != 0) {
                days.add(day);
            }
        }
        return days;
    }
}
