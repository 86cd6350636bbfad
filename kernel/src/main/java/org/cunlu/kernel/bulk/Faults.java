package org.cunlu.kernel.bulk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with a file while it is read and checked. */
public final class Faults {
    private final List<RowFault> all = new ArrayList<>();
    private final Set<Long> lines = new HashSet<>();

    /** @param column null when the row as a whole is at fault @param message Chinese first, English beside it */
    public void add(long line, String column, String code, String message) {
        all.add(new RowFault(line, column, code, message));
        lines.add(line);
    }

    public boolean none() {
        return all.isEmpty();
    }

    /** @return whether something is wrong with the row of this line */
    public boolean on(long line) {
        return lines.contains(line);
    }

    /** @return by line */
    public List<RowFault> list() {
        return all.stream().sorted(Comparator.comparingLong(RowFault::line)).toList();
    }
}
