package org.cunlu.accounts;

import java.util.Map;

/** Short messages to people's phones. Queued with the caller's transaction, sent after it, outside of any. */
public interface Notices {
    /** What can be told. The text of each, Chinese and English, stands in {@code notices.properties}. */
    enum Kind {
        CODE,
        PASSWORD_CHANGED,
        PHONE_CHANGED,
        NEW_DEVICE,
        ROLE_GIVEN,
        INVITATION,
        DOCUMENT_EXPIRING,
        DATA_ERASED
    }

    /**
     * @param facts values for the placeholders of the text; codes among them are sealed while they wait
     * @throws IllegalStateException when no transaction is under way
     */
    void queue(MobileNumber to, Kind kind, Map<String, String> facts);
}
