package org.cunlu.catalog;

import java.io.Reader;
import org.cunlu.kernel.bulk.ImportReport;

/** Loads a county's own goods and sellers from CSV; the columns stand in docs/imports.md. Safe to repeat. */
public interface CatalogImport {
    /**
     * @param keepGood load the rows that are right though others are wrong; otherwise all or nothing
     * @param actor for the audit trail
     */
    ImportReport load(Reader csv, boolean keepGood, String actor);
}
