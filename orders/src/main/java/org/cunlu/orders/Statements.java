package org.cunlu.orders;

import java.util.List;

/** What the statements of the newest closed period say may be paid. */
public interface Statements {
    /** @param fen at the end of the period; may be below 0 */
    record Payable(String statementId, int periodNo, Party party, long fen) {}

    /** @return of the newest closed period; empty when none was closed */
    List<Payable> payable(String countyCode);
}
