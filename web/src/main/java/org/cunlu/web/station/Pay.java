package org.cunlu.web.station;

import io.micronaut.core.annotation.Nullable;
import java.util.stream.Stream;
import org.cunlu.orders.PaymentChoice;

/** How what a keeper orders for a villager is paid. */
public enum Pay {
    /** At the counter, at once. */
    CASH(PaymentChoice.ONLINE),
    /** By the villager, on a phone. */
    LINK(PaymentChoice.ONLINE),
    PICKUP(PaymentChoice.CASH_AT_PICKUP);

    private final PaymentChoice choice;

    Pay(PaymentChoice choice) {
        this.choice = choice;
    }

    PaymentChoice choice() {
        return choice;
    }

    /** @return cash at once for what is none */
    static Pay of(@Nullable String name) {
        return Stream.of(values())
                .filter(pay -> pay.name().equals(name))
                .findFirst()
                .orElse(CASH);
    }
}
