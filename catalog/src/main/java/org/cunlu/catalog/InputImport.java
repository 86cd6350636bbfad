package org.cunlu.catalog;

import java.io.Reader;
import org.cunlu.kernel.bulk.ImportReport;

/** Loads registrations of farm inputs and licences that sellers have on paper; the columns stand in docs/imports.md. Safe to repeat. Goods are loaded before. */
public interface InputImport {
    /** @param keepGood load the rows that are right though others are wrong; otherwise all or nothing */
    ImportReport registrations(Reader csv, boolean keepGood, String actor);
}
