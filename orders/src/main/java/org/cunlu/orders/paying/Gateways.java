package org.cunlu.orders.paying;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.orders.PaymentGateway;

/** The gateways that this installation has. */
@Singleton
class Gateways {
    private final List<PaymentGateway> gateways;

    Gateways(List<PaymentGateway> gateways) {
        this.gateways = List.copyOf(gateways);
    }

    Optional<PaymentGateway> find(String code) {
        return gateways.stream()
                .filter(gateway -> gateway.code().equalsIgnoreCase(code))
                .findFirst();
    }

    PaymentGateway named(String code) {
        return find(code)
                .orElseThrow(() -> ProblemException.invalid(
                                "gateway", "gateway-unknown", "没有这种支付方式 · No such payment gateway")
                        .fact(
                                "gateways",
                                gateways.stream().map(PaymentGateway::code).toList()));
    }
}
