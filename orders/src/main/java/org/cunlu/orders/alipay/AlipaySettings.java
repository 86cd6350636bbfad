package org.cunlu.orders.alipay;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import org.cunlu.kernel.http.OutsideLine;

/**
 * {@code cunlu.payments.alipay.*}; keys are texts or paths of files.
 * @param appId of our application
 * @param sellerId 2088…, the account that the money goes to
 * @param privateKey of our application, PKCS#8
 * @param alipayKey Alipay's public key for our application
 * @param notifyUrl where notices come; our own hook under {@code cunlu.public-url} when not said
 * @param address of its gateway
 * @param billHost what the host of a bill's address must end in
 * @param patience how long one call may take
 * @param description shown to the payer before the payment's number
 */
@ConfigurationProperties("cunlu.payments.alipay")
@Requires(property = AlipaySettings.SWITCH)
record AlipaySettings(
        String appId,
        String sellerId,
        String privateKey,
        String alipayKey,
        @Nullable String notifyUrl,

        @Bindable(defaultValue = "https://openapi.alipay.com/gateway.do")
        URI address,

        @Bindable(defaultValue = ".alipay.com") String billHost,
        @Bindable(defaultValue = "8s") Duration patience,
        @Bindable(defaultValue = "村路订单") String description) {
    /** Without it there is no Alipay. */
    static final String SWITCH = "cunlu.payments.alipay.app-id";

    AlipaySettings {
        if (!OutsideLine.safe(address)) {
            throw new ConfigurationException("cunlu.payments.alipay.address is neither TLS nor this machine");
        }
    }

    /** Hides the keys. */
    @Override
    public String toString() {
        return "AlipaySettings[" + appId + "]";
    }
}
