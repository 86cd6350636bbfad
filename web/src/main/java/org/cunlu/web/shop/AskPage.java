package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import org.cunlu.orders.AfterSales.Kind;
import org.cunlu.orders.AfterSales.Reason;

/**
 * Asking for something of an order.
 * @param choices what may be asked of it
 * @param lateUntil until when the carriage may be claimed, in words; null when it may not
 * @param chosen null while goods and reason are to be chosen
 */
public record AskPage(
        String orderId,
        List<Choice> choices,
        @Nullable String lateUntil,
        @Nullable Chosen chosen) {
    /** Goods. */
    public record Choice(int lineNo, String name, int pieces, List<Why> reasons) {}

    /** @param until in words */
    public record Why(Reason reason, String until) {}

    /**
     * @param lineNo 0 for the carriage
     * @param kinds that may be asked for this reason
     * @param photos whether one must show it
     */
    public record Chosen(
            int lineNo, String name, int pieces, Reason reason, String until, List<Kind> kinds, boolean photos) {
        public boolean back() {
            return kinds.stream().anyMatch(Kind::goodsBack);
        }

        public boolean claims() {
            return kinds.contains(Kind.CLAIM) && lineNo > 0;
        }
    }
}
