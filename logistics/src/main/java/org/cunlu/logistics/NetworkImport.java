package org.cunlu.logistics;

import java.io.Reader;
import org.cunlu.kernel.bulk.ImportReport;

/** Loads a county's own nodes, service areas, lines and stock from CSV; columns in docs/imports.md. Safe to repeat. */
public interface NetworkImport {
    /** Nodes, villages served, and lines with their stops, told apart by the column {@code record}. */
    ImportReport network(Reader csv, boolean keepGood, String actor);

    /** Counted stock: sku, node, lot, expiry, quantity; the level becomes what was counted, by a movement with its cause. */
    ImportReport stock(Reader csv, boolean keepGood, String actor);
}
