package org.cunlu.logistics;

import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;

/** Lists of what a gateway gave to a carrier at once, to be printed and signed. */
public interface CarrierLists {
    /** @throws org.cunlu.kernel.problem.ProblemException {@code not-found}, when it is not of a node of the caller's */
    Given given(Caller caller, String fileId);

    /** @param rows by barcode */
    record Given(String fileId, String gateway, String carrier, Instant at, List<Row> rows) {
        public Given {
            rows = List.copyOf(rows);
        }
    }

    record Row(String barcode, String waybill) {}
}
