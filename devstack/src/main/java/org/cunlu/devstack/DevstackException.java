package org.cunlu.devstack;

/** Servers could not be had. The message is written for people and says what to do. */
public final class DevstackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DevstackException(String message) {
        super(message);
    }

    public DevstackException(String message, Throwable cause) {
        super(message, cause);
    }
}
