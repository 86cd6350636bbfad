package org.cunlu.kernel.events;

/**
 * Thrown by a {@link Subscriber} when something it needs is away, such as the search engine: the event is heard again after
 * a pause, however often, and never becomes a dead letter for that.
 */
public final class TryLater extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what is away, in a word; no data, as it is kept beside the event */
    public TryLater(String what, Throwable cause) {
        super(what, cause);
    }
}
