package org.cunlu.orders.commission;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * What holds where no rule fits. No contract of a county's platform was found in public sources: the share is an assumption
 * that a county replaces by rules of its own; 5 % lies in the range of what Chinese marketplaces charge for food.
 * @param commission of the goods' price, in basis points
 * @param tax on the commission, which holds it, in basis points: 6 % is the VAT on services (增值税, 现代服务) of a general taxpayer
 */
@ConfigurationProperties("cunlu.orders.fees")
record Ordinary(
        @Bindable(defaultValue = "500") @Min(0) @Max(10_000) int commission,
        @Bindable(defaultValue = "600") @Min(0) @Max(10_000) int tax) {
    Rule rule() {
        return new Rule(null, null, null, commission, 0, 0, null, null, null);
    }
}
