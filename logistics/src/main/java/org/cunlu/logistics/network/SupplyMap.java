package org.cunlu.logistics.network;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Programme;
import org.cunlu.logistics.SupplyLine;

/** Supply lines by whom they supply. */
final class SupplyMap {
    private final Map<Programme, Map<String, List<SupplyLine>>> bySupplied = new EnumMap<>(Programme.class);

    SupplyMap(Collection<SupplyLine> lines) {
        lines.stream()
                .collect(Collectors.groupingBy(SupplyLine::programme))
                .forEach((programme, of) -> bySupplied.put(
                        programme, new HashMap<>(of.stream().collect(Collectors.groupingBy(SupplyLine::supplied)))));
    }

    /** @return suppliers of the node, or of the next one above it that has any; empty when none has */
    Optional<Set<String>> suppliers(Programme programme, Node node, LocalDate day) {
        Map<String, List<SupplyLine>> lines = bySupplied.get(programme);
        if (lines == null) {
            return Optional.empty();
        }
        String[] path = node.path().split("/");
        for (int i = path.length - 1; i > 0; i--) {
            Set<String> suppliers = lines.getOrDefault(path[i], List.of()).stream()
                    .filter(line -> line.holds(day))
                    .map(SupplyLine::supplier)
                    .collect(Collectors.toUnmodifiableSet());
            if (!suppliers.isEmpty()) {
                return Optional.of(suppliers);
            }
        }
        return Optional.empty();
    }

    /** @return whether the line's supplier would, while it holds, be supplied by whom it supplies, directly or by others */
    static boolean circle(Collection<SupplyLine> lines, SupplyLine added) {
        var seen = new HashSet<String>();
        var open = new ArrayDeque<>(List.of(added.supplied()));
        while (!open.isEmpty()) {
            String at = open.remove();
            if (at.equals(added.supplier())) {
                return true;
            }
            for (SupplyLine line : lines) {
                if (line.supplier().equals(at)
                        && line.programme() == added.programme()
                        && line.overlaps(added)
                        && seen.add(line.supplied())) {
                    open.add(line.supplied());
                }
            }
        }
        return false;
    }
}
