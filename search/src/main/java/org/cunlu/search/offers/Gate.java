package org.cunlu.search.offers;

import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the index may be asked. Closed by the first searcher whom it fails and opened again only by the keeper, once a
 * search of its own went well: so a dead index costs one searcher his patience, and nobody after him.
 */
@Singleton
class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private volatile boolean open;

    boolean isOpen() {
        return open;
    }

    void open() {
        open = true;
    }

    void close() {
        open = false;
    }

    /** A searcher was failed by the index; unless his question alone was to blame, nobody asks it until the keeper has. */
    void failed(IndexAway e) {
        if (!e.ofThisQuestionAlone()) {
            close();
        }
        LOG.warn("the index fails a searcher: {}", e.getMessage());
        LOG.debug("the index fails a searcher", e);
    }
}
