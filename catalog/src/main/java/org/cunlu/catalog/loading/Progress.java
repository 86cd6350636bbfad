package org.cunlu.catalog.loading;

/** Hears how far a file is. */
@FunctionalInterface
interface Progress {
    Progress NONE = (stage, rowsTotal, rowsDone) -> {};

    /** @param rowsDone of the stage, at most the total */
    void told(Stage stage, long rowsTotal, long rowsDone);

    /** How far a file is. */
    enum Stage {
        WAITING,
        READING,
        /** With what the database holds. */
        COMPARING,
        WRITING,
        /** Its report says what was loaded. */
        DONE,
        /** Nothing was loaded. */
        FAILED
    }
}
