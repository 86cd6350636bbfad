package org.cunlu.accounts.notice;

import org.cunlu.accounts.NoticeGateway;
import org.cunlu.accounts.Notices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** For development: the log says that there was a message and to whom, masked; what it said only at DEBUG. */
class LogGateway implements NoticeGateway {
    private static final Logger LOG = LoggerFactory.getLogger(LogGateway.class);

    @Override
    public Delivery send(String noticeId, To to, Notices.Kind kind, String text) {
        LOG.info("notice {} {} to {}", noticeId, kind, whom(to));
        LOG.debug("notice {} says: {}", noticeId, text);
        return new Delivery.Accepted("log");
    }

    private static String whom(To to) {
        return switch (to) {
            case To.Phone phone -> phone.number().masked();
            case To.WeChat _ -> "somebody at WeChat";
        };
    }
}
