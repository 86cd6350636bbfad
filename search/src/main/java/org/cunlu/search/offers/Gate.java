package org.cunlu.search.offers;

import jakarta.inject.Singleton;

/**
 * Whether the index may be asked. Closed by the first searcher whom it fails and opened again only by the keeper, once a
 * search of its own went well: so a dead index costs one searcher his patience, and nobody after him.
 */
@Singleton
class Gate {
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
}
