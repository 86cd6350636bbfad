package org.cunlu.search.offers;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;

/** The index cannot do now what was asked: unreachable, too slow, missing, or refusing. */
final class IndexAway extends RuntimeException {
    private static final long serialVersionUID = 1L;
    static final int TOO_MANY = 429;
    private static final int BAD_REQUEST = 400;

    private final boolean slow;

    IndexAway(String what, Throwable cause) {
        this(what, cause, false);
    }

    private IndexAway(String what, Throwable cause, boolean slow) {
        super(what, cause);
        this.slow = slow;
    }

    static IndexAway tooSlow(Throwable cause) {
        return new IndexAway("elasticsearch is too slow", cause, true);
    }

    /** @return whether it may be there and only has not answered in time, or has too much to do: the next answer may come */
    boolean slow() {
        return slow || tooMuchAtOnce();
    }

    /** @return whether it is there and does not take this one question: no reason to ask it nothing more */
    boolean ofThisQuestionAlone() {
        return getCause() instanceof ElasticsearchException refused && refused.status() == BAD_REQUEST;
    }

    /** @return whether it is there and has too much to do: a reason to come again after a pause */
    boolean tooMuchAtOnce() {
        return getCause() instanceof ElasticsearchException refused && refused.status() == TOO_MANY;
    }
}
