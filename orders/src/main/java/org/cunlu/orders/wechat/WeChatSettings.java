package org.cunlu.orders.wechat;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import org.cunlu.kernel.http.OutsideLine;

/**
 * {@code cunlu.payments.wechat.*}; keys are texts or paths of files.
 * @param merchantId 商户号
 * @param appId of the official account or mini programme that the merchant is bound to
 * @param serial of our own certificate
 * @param privateKey of our own certificate, PKCS#8
 * @param apiKey APIv3 密钥, 32 characters, by which notices are sealed
 * @param platformKeys {@code SERIAL=key,SERIAL=key}: whose signatures we believe: WeChat Pay's public key
 *     ({@code PUB_KEY_ID_…}) or its platform certificates
 * @param notifyUrl where notices come; our own hook under {@code cunlu.public-url} when not said
 * @param address of the service
 * @param patience how long one call may take
 * @param description shown to the payer before the payment's number
 */
@ConfigurationProperties("cunlu.payments.wechat")
@Requires(property = WeChatSettings.SWITCH)
record WeChatSettings(
        String merchantId,
        String appId,
        String serial,
        String privateKey,
        String apiKey,
        String platformKeys,
        @Nullable String notifyUrl,

        @Bindable(defaultValue = "https://api.mch.weixin.qq.com")
        URI address,

        @Bindable(defaultValue = "8s") Duration patience,
        @Bindable(defaultValue = "村路订单") String description) {
    /** Without it there is no WeChat Pay. */
    static final String SWITCH = "cunlu.payments.wechat.merchant-id";

    WeChatSettings {
        if (!OutsideLine.safe(address)) {
            throw new ConfigurationException("cunlu.payments.wechat.address is neither TLS nor this machine");
        }
    }

    /** Hides the keys. */
    @Override
    public String toString() {
        return "WeChatSettings[" + merchantId + "]";
    }
}
