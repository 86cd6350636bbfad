package org.cunlu.logistics;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** Who supplies whom (供货关系). Answered from memory: hot paths may ask freely. */
public interface Supply {
    /**
     * What is said of the node itself; where nothing is, of the next one above it of which something is.
     * @param day the county's
     * @return codes of its suppliers; empty when nothing is said up to the root: then any node may supply it
     */
    Optional<Set<String>> suppliers(Programme programme, String nodeCode, LocalDate day);

    /** @return whether goods of the programme that stand at {@code from} may be sent to {@code to}; to itself always */
    default boolean may(Programme programme, String from, String to, LocalDate day) {
        return from.equals(to)
                || suppliers(programme, to, day)
                        .map(suppliers -> suppliers.contains(from))
                        .orElse(true);
    }
}
