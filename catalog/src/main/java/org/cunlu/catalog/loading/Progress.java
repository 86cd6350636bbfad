package org.cunlu.catalog.loading;

import org.cunlu.catalog.CatalogFiles.Stage;

/** Hears how far a file is. */
@FunctionalInterface
interface Progress {
    Progress NONE = (stage, rowsTotal, rowsDone) -> {};

    /** @param rowsDone of the stage, at most the total */
    void told(Stage stage, long rowsTotal, long rowsDone);
}
