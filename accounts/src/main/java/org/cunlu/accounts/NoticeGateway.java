package org.cunlu.accounts;

/** The port through which messages leave: a log for development, a provider's HTTP API elsewhere. */
public interface NoticeGateway {
    /** Where a message goes. */
    sealed interface To {
        /** By short message. */
        record Phone(MobileNumber number) implements To {}

        /** By WeChat. @param openid as WeChat calls the person before our app */
        record WeChat(String openid) implements To {
            /** Hides whose it is from logs. */
            @Override
            public String toString() {
                return "WeChat";
            }
        }
    }

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
     * @param kind for providers that send by templates, as WeChat does
     */
    Delivery send(String noticeId, To to, Notices.Kind kind, String text);
}
