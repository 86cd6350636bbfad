package org.cunlu.logistics;

import java.io.Reader;
import org.cunlu.kernel.bulk.ImportReport;

/** Loads counted stock from CSV; columns in docs/imports.md. Safe to repeat. */
public interface StockImport {
    /**
     * SKU, node, lot, expiry, quantity; the level becomes what was counted, by a movement with its cause.
     * @param keepGood load the rows that are right though others are wrong; otherwise all or nothing
     * @param actor for the audit trail
     */
    ImportReport stock(Reader csv, boolean keepGood, String actor);
}
