package org.cunlu.accounts;

/** The port through which short messages leave: a log for development, a provider's HTTP API elsewhere. */
public interface NoticeGateway {
    /** How an attempt ended. */
    sealed interface Delivery {
        record Accepted(String providerReference) implements Delivery {}

        /** Worth another try. */
        record Unavailable(String why) implements Delivery {}

        /** Never to be tried again. */
        record Rejected(String why) implements Delivery {}
    }

    /**
     * Called outside any transaction; may be called again with the same id when it is not known what happened.
     * @param noticeId by which the provider knows a repetition
     * @param kind for providers that send by templates
     */
    Delivery send(String noticeId, MobileNumber to, Notices.Kind kind, String text);
}
