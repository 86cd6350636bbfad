package org.cunlu.orders.aftersales;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;

/**
 * By when what must be done. Seven days without a reason are the law's (消费者权益保护法第二十五条), the others are assumptions: what
 * marketplaces use, which a county replaces by its own.
 * @param noReason from the receipt, to send back what is as it was
 * @param fault from the receipt, for what is not as it should be @param freshFault the same for what must be kept cool
 * @param answer for the seller @param offer for the buyer, to take or refuse an offer @param dispute for the buyer, to go to the county
 * @param dropOff for the buyer, to hand the goods in
 * @param hearing for a side that has said nothing, before the county decides without it
 * @param silenceFen most that a seller's silence gives; what is more goes to the county
 * @param factorFen from which amount on a decision needs a second factor
 */
@ConfigurationProperties("cunlu.orders.aftersales")
record Terms(
        @Bindable(defaultValue = "7d") Duration noReason,
        @Bindable(defaultValue = "7d") Duration fault,
        @Bindable(defaultValue = "48h") Duration freshFault,
        @Bindable(defaultValue = "48h") Duration answer,
        @Bindable(defaultValue = "72h") Duration offer,
        @Bindable(defaultValue = "7d") Duration dispute,
        @Bindable(defaultValue = "7d") Duration dropOff,
        @Bindable(defaultValue = "48h") Duration hearing,
        @Bindable(defaultValue = "50000") @PositiveOrZero long silenceFen,
        @Bindable(defaultValue = "50000") @Positive long factorFen) {}
