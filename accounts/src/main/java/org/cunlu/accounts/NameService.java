package org.cunlu.accounts;

/** The port to a service that knows which name belongs to which document. Absent unless configured: then people decide. */
public interface NameService {
    /** What the service says. */
    enum Answer {
        MATCH,
        NO_MATCH,
        /** It did not answer, or not in a way we understand; a person decides. */
        UNAVAILABLE
    }

    /**
     * Called outside any transaction.
     * @param document kind, such as {@code ID_CARD}
     */
    Answer check(String document, String name, String number);
}
