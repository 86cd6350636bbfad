package org.cunlu.kernel.backup;

/** A backup that cannot be taken, trusted or restored, in words that say why, Chinese first, English beside it. */
public final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
