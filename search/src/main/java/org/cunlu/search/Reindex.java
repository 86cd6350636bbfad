package org.cunlu.search;

import org.cunlu.kernel.problem.ProblemException;

/** The whole index anew, for whoever has put another database under it, as by restoring a backup; needs no running server. */
public interface Reindex {
    /**
     * Fills a new index from the database, switches to it and compares the two; returns when that is done. Whichever index was there
     * answers until then. An instance that works on the index is waited for, two minutes at most.
     * @return false when no index is configured, and there is nothing to do
     * @throws ProblemException {@code index-busy}, {@code index-away}, or {@code rebuild-stopped} by an operator; the index stays as it
     *     was, or is compared by the next running instance
     */
    boolean anew();
}
