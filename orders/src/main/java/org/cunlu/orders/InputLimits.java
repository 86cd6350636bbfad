package org.cunlu.orders;

import java.io.Reader;
import org.cunlu.kernel.bulk.ImportReport;

/** Loads what a buyer may have of farm inputs in a season; the columns stand in docs/imports.md. Safe to repeat. */
public interface InputLimits {
    /** @param keepGood load the rows that are right though others are wrong; otherwise all or nothing */
    ImportReport limits(Reader csv, boolean keepGood, String actor);
}
