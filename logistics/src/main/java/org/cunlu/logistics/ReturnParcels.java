package org.cunlu.logistics;

import java.util.Map;

/** Parcels that begin in a buyer's hands and go home. */
public interface ReturnParcels {
    /**
     * Books a parcel at the node that has taken it in, packed, on its way back to where its goods were sent from; where that is
     * this node, it is there already. From then on scans move it as any parcel that goes back. Joins the caller's transaction.
     * Asking for the same again changes nothing.
     * @return its barcode
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code no-way-back} when nothing leads there, or nothing that may carry it
     */
    String begin(Begin begin);

    /**
     * @param returnId under which it is told of and tracked, as others by the id of their order; unique
     * @param atNode that has it @param homeNode where it goes
     * @param recipientId who handed it in
     * @param pieces by SKU, above 0
     * @param actor who took it in
     */
    record Begin(
            String returnId,
            String countyCode,
            String atNode,
            String homeNode,
            String recipientId,
            Map<String, Long> pieces,
            String actor) {
        public Begin {
            pieces = Map.copyOf(pieces);
            if (pieces.isEmpty() || pieces.values().stream().anyMatch(each -> each <= 0)) {
                throw new IllegalArgumentException("nothing goes back: " + returnId);
            }
        }
    }
}
