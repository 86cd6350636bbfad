package org.cunlu.logistics;

import org.cunlu.kernel.caller.Caller;

/** Labels that a station prints of what is at the caller's own node, as PDF, 100 × 100 mm each. */
public interface StationLabels {
    /**
     * Label and receipt of what was handed in: what it is, whose, how heavy, its number as bars, its lot as a QR code.
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found} when it is not of the caller's own node
     */
    byte[] dropOff(Caller caller, String nodeCode, String dropOffId);

    /** @throws org.cunlu.kernel.problem.ProblemException {@code not-found} when it does not lie at the caller's own node */
    byte[] parcel(Caller caller, String nodeCode, String barcode);

    /**
     * The list of what was given to a carrier at once, for both to sign.
     * @throws org.cunlu.kernel.problem.ProblemException {@code not-found} when it is not of a node of the caller's
     */
    byte[] given(Caller caller, String fileId);
}
