package org.cunlu.app.command;

/** A command that cannot be done, in words that say what to do, Chinese first, English beside it. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }

    CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
