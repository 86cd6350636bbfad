package org.cunlu.logistics;

import java.io.Reader;
import org.cunlu.kernel.bulk.ImportReport;

/** Loads a county's own nodes, service areas and lines from CSV; columns in docs/imports.md. Safe to repeat. */
public interface NetworkImport {
    /**
     * Nodes, villages served, lines with their stops, carriers' lead times and the plan of stations, told apart by the
     * column {@code record}.
     * @param keepGood load the rows that are right though others are wrong; otherwise all or nothing
     * @param actor for the audit trail
     */
    ImportReport network(Reader csv, boolean keepGood, String actor);
}
