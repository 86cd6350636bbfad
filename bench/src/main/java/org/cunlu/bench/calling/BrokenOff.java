package org.cunlu.bench.calling;

/** The bench cannot go on; its message says in words for people why, and what to do. */
public final class BrokenOff extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokenOff(String message) {
        super(message);
    }

    public BrokenOff(String message, Throwable cause) {
        super(message, cause);
    }
}
