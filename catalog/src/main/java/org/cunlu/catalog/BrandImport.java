package org.cunlu.catalog;

import java.io.Reader;
import org.cunlu.kernel.bulk.ImportReport;

/**
 * Loads a county's regional brands and the authorisations that it has on paper already; the columns stand in docs/imports.md.
 * Safe to repeat. Goods and sellers are loaded before.
 */
public interface BrandImport {
    /**
     * @param keepGood load the rows that are right though others are wrong; otherwise all or nothing
     * @param actor for the audit trail
     */
    ImportReport brands(Reader csv, boolean keepGood, String actor);
}
