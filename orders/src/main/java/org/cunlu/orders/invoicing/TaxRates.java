package org.cunlu.orders.invoicing;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cunlu.kernel.money.Fen;

/**
 * Value added tax in a price, by category and in basis points. 13 % is the usual rate of goods; farm produce has 9 %, and what farmers
 * grow and sell themselves none (增值税暂行条例 2, 15): a county says which of its categories that is.
 */
@Singleton
class TaxRates {
    private final int usual;
    private final Map<String, Integer> byCategory;

    /** @param some such as {@code RICE=900} */
    TaxRates(
            @Value("${cunlu.orders.tax-rate:1300}") int usual, @Value("${cunlu.orders.tax-rates:}") List<String> some) {
        this.usual = usual;
        this.byCategory = some.stream()
                .filter(each -> !each.isBlank())
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0].strip(), each -> Integer.parseInt(each[1].strip())));
    }

    int bps(@Nullable String category) {
        return category == null ? usual : byCategory.getOrDefault(category, usual);
    }

    /** @return of a price that holds it, the tax, rounded half up */
    static long tax(long fen, int bps) {
        return fen
                - Fen.of(Fen.money(fen).multipliedBy(10_000).dividedBy(10_000L + bps, java.math.RoundingMode.HALF_UP));
    }
}
