package org.cunlu.logistics;

import java.io.Reader;
import org.cunlu.kernel.bulk.ImportReport;

/** Loads a county's own file of vehicles; its columns stand in docs/imports.md. */
public interface VehicleImport {
    /** Safe to repeat. @param keepGood whether right rows are loaded though others are wrong */
    ImportReport vehicles(Reader csv, boolean keepGood, String actor);
}
