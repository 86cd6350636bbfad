package org.cunlu.logistics;

import java.util.Collection;
import java.util.Map;

/** Bins (库位) of hubs and townships. A node that registered none lets people name them as they like. */
public interface Bins {
    /**
     * @param parts that get more pieces at this node
     * @throws org.cunlu.kernel.problem.ProblemException 400 {@code bin-unknown} where the node keeps a register and has no such
     *     bin; {@code bin-of-other-class} where the bin is for goods of another class
     */
    void check(String nodeCode, Collection<StockPart> parts);

    /** @return the number of each registered bin on the pickers' way, lower ones first */
    Map<String, Integer> walk(String nodeCode);
}
