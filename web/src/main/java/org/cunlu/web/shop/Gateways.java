package org.cunlu.web.shop;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.cunlu.orders.PaymentGateway;
import org.cunlu.web.Words;

/** Where a payer may be sent to. */
@Singleton
class Gateways {
    /** Cash is the keeper's to take, and a balance is not paid by a charge. */
    private static final Set<String> OWN = Set.of("SANDBOX", "WECHAT", "ALIPAY");

    private final List<String> codes;

    Gateways(List<PaymentGateway> gateways) {
        codes = gateways.stream()
                .map(PaymentGateway::code)
                .filter(OWN::contains)
                .sorted()
                .toList();
    }

    List<String> codes() {
        return codes;
    }

    /** Our own sandbox is on this very host, by whatever name it is reached, and leads back here. @param back path of ours */
    URI away(Words words, String address, String back) {
        URI there = URI.create(address);
        return there.getPath() != null && there.getPath().startsWith(WalletPages.PATH)
                ? URI.create(words.link(there.getPath(), "next", words.link(back)))
                : there;
    }
}
