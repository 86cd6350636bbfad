package org.cunlu.orders.pricelist;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.cunlu.orders.Shopper;

/**
 * A seller's other prices.
 * @param channel where it holds; null for any
 * @param coopCode co-operative whose members it is for; null for everybody
 */
@Serdeable
record PriceList(
        String listId,
        String sellerCode,
        String name,
        Shopper.@Nullable Channel channel,
        @Nullable String coopCode,
        Instant validFrom,
        Instant validUntil,
        State state,
        List<Item> items) {
    enum State {
        ACTIVE,
        ENDED
    }

    /** @param minQuantity from so many pieces on @param unitFen what each costs then */
    @Serdeable
    record Item(
            @NotBlank @Size(max = 32) String offerId,
            @Positive @Max(9_999) int minQuantity,
            @Positive @Max(Item.FEN_MAX) long unitFen) {
        static final long FEN_MAX = 1_000_000_000L;
    }

    PriceList {
        items = List.copyOf(items);
    }

    PriceList with(List<Item> those) {
        return new PriceList(listId, sellerCode, name, channel, coopCode, validFrom, validUntil, state, those);
    }
}
