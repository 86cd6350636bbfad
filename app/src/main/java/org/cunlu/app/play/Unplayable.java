package org.cunlu.app.play;

/** The play cannot go on: the API answered otherwise than its people may expect. */
public final class Unplayable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unplayable(String message) {
        super(message);
    }

    public Unplayable(String message, Throwable cause) {
        super(message, cause);
    }
}
