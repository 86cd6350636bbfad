package org.cunlu.catalog;

import java.io.Reader;
import org.cunlu.kernel.bulk.ImportReport;

/** Loads what is said of products beyond what an offer needs: type, attributes, description. Columns in docs/imports.md. Safe to repeat. */
public interface ProductDetails {
    /**
     * @param keepGood load the rows that are right though others are wrong; otherwise all or nothing
     * @param actor for the audit trail
     */
    ImportReport load(Reader csv, boolean keepGood, String actor);
}
