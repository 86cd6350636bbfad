package org.cunlu.logistics;

import java.util.Collection;

/** Labels that a seller puts on what he hands in, before a station has it. Whose orders they are is for the caller to know. */
public interface HandInLabels {
    /**
     * One label each of those parcels that are booked and not packed yet, in the order of their bar codes, 100 × 100 mm. It shows
     * no phone.
     * @param orderIds some hundred at most
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found} when none of them is to be handed in
     */
    byte[] pdf(Collection<String> orderIds);
}
