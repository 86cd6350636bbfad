package org.cunlu.search.offers;

import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the index may be asked. Closed by the first searcher whom it refuses, or when it keeps several waiting too long for a second
 * and answers nobody meanwhile; opened again only by the keeper, once a search of its own went well. So a dead index costs a few
 * searchers their patience, and nobody after them, and one slow answer costs nobody but who waited for it.
 */
@Singleton
class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    /** In a row. */
    private static final int SLOW_MAX = 3;
    /** A pause of the server that is shorter is over before its keeper would look again. */
    private static final long LASTING_NANOS = 1_000_000_000;

    private volatile boolean open;
    private volatile int slow;
    private long firstSlow;

    boolean isOpen() {
        return open;
    }

    void open() {
        slow = 0;
        open = true;
    }

    void close() {
        open = false;
    }

    /** A searcher has his answer. */
    void answered() {
        if (slow > 0) {
            slow = 0;
        }
    }

    /** A searcher was failed by the index; unless his question alone was to blame, nobody asks it until the keeper has. */
    void failed(IndexAway e) {
        if (!e.ofThisQuestionAlone() && (!e.slow() || lasting())) {
            close();
        }
        LOG.warn("the index fails a searcher: {}", e.getMessage());
        LOG.debug("the index fails a searcher", e);
    }

    private synchronized boolean lasting() {
        long now = System.nanoTime();
        if (slow == 0) {
            firstSlow = now;
        }
        slow++;
        return slow >= SLOW_MAX && now - firstSlow >= LASTING_NANOS;
    }
}
