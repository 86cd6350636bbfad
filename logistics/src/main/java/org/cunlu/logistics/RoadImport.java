package org.cunlu.logistics;

import java.io.Reader;
import org.cunlu.kernel.bulk.ImportReport;

/** Loads ways that a county measured; the columns stand in docs/imports.md. */
public interface RoadImport {
    /** All or nothing: every way among the nodes that the file names must be in it. Safe to repeat. */
    ImportReport roads(Reader csv, String actor);
}
