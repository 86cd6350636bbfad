package org.cunlu.search.offers;

/** The index cannot do now what was asked: unreachable, too slow, missing, or refusing. */
final class IndexAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IndexAway(String what, Throwable cause) {
        super(what, cause);
    }
}
