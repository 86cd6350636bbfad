package org.cunlu.catalog;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;

/** The county's catalogue as a file, in and out: what is brought in is loaded apart from the request and may be looked for again. */
public interface CatalogFiles {
    /**
     * How far a file is.
     * @param rowsDone of the stage
     * @param faults how many there are; the report names the first 5,000
     * @param report when it is DONE
     */
    @Serdeable
    record Loading(
            String id,
            Stage stage,
            long rowsTotal,
            long rowsDone,
            long faults,
            @Nullable ImportReport report) {
        /** @return whether nothing will change any more */
        public boolean over() {
            return stage == Stage.DONE || stage == Stage.FAILED;
        }
    }

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

    /** A file in a list. @param startedAt by real time */
    record Line(String id, Stage stage, long rows, long faults, Instant startedAt) {}

    /**
     * @param file CSV in UTF-8, or xlsx
     * @param keepGood load the right rows though others are wrong
     * @param key the same again is the same loading
     * @throws ProblemException {@code file-unreadable}; 409 {@code imports-at-work}
     */
    Loading start(Caller caller, byte[] file, boolean keepGood, String key);

    /** @throws ProblemException {@code not-found} */
    Loading one(String id);

    /**
     * The rows that were refused, as they stood, to be put right and brought again: those of the report's faults.
     * @return CSV with the file's own header
     * @throws ProblemException {@code not-found}, also where no row was refused
     */
    byte[] refused(String id);

    /** Files that the caller brought, the last first. */
    Page<Line> own(Caller caller, @Nullable String cursor, int limit);

    /** @return all offers as the file that would make them, in CSV */
    byte[] csv();

    /** The same as xlsx. */
    byte[] workbook();
}
