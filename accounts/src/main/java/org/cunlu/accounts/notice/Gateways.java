package org.cunlu.accounts.notice;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import io.micronaut.json.JsonMapper;
import org.cunlu.accounts.NoticeGateway;
import org.cunlu.kernel.time.WallTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses at start the way out for messages: the provider that is configured, else the log. */
@Factory
class Gateways {
    private static final Logger LOG = LoggerFactory.getLogger(Gateways.class);

    @Context
    NoticeGateway gateway(
            SmsSettings sms,
            WeChatSettings weChat,
            JsonMapper json,
            WallTime time,
            @Value("${cunlu.demo:false}") boolean demo) {
        if (!sms.door().configured() && !demo) {
            LOG.error("没有配置短信服务，没有人能收到验证码，也就没有人能注册 · NO SMS PROVIDER IS CONFIGURED"
                    + " (cunlu.accounts.sms.url): codes reach nobody's phone, and nobody can sign up");
        }
        NoticeGateway byPhone = through(sms.door(), json, time);
        NoticeGateway byWeChat = through(weChat.door(), json, time);
        return (noticeId, to, kind, text) -> switch (to) {
            case NoticeGateway.To.Phone phone -> byPhone.send(noticeId, phone, kind, text);
            case NoticeGateway.To.WeChat person -> byWeChat.send(noticeId, person, kind, text);
        };
    }

    private static NoticeGateway through(ProviderDoor door, JsonMapper json, WallTime time) {
        return door.configured()
                ? new HttpGateway(door.address(), door.key(), door.patience(), json, time)
                : new LogGateway();
    }
}
