package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.orders.AfterSales.Kind;
import org.cunlu.orders.AfterSales.Reason;
import org.cunlu.orders.BuyerAfterSales;
import org.cunlu.orders.BuyerAfterSales.Askable;
import org.cunlu.orders.BuyerAfterSales.AskableLine;
import org.cunlu.web.Words;

/** Tells what may still be asked of an order. */
@Singleton
class Askables {
    private final BuyerAfterSales requests;
    private final When when;

    Askables(BuyerAfterSales requests, When when) {
        this.requests = requests;
        this.when = when;
    }

    /** @param line as it stands in the address @param reason the same; what cannot be chosen is not chosen */
    AskPage page(Words words, String buyer, String orderId, @Nullable String line, @Nullable String reason) {
        Askable askable = requests.askable(buyer, orderId);
        var choices = askable.lines().stream()
                .map(each -> new AskPage.Choice(
                        each.lineNo(),
                        each.name(),
                        each.pieces(),
                        each.until().entrySet().stream()
                                .map(until -> new AskPage.Why(until.getKey(), when.moment(words, until.getValue())))
                                .toList()))
                .toList();
        String lateUntil = askable.lateUntil() == null ? null : when.moment(words, askable.lateUntil());
        return new AskPage(orderId, choices, lateUntil, chosen(words, askable, lateUntil, line, reason));
    }

    private AskPage.@Nullable Chosen chosen(
            Words words, Askable askable, @Nullable String lateUntil, @Nullable String line, @Nullable String reason) {
        if (Reason.LATE.name().equals(reason)) {
            return lateUntil == null
                    ? null
                    : new AskPage.Chosen(
                            0, words.text("shop.freight"), 1, Reason.LATE, lateUntil, List.of(Kind.CLAIM), false);
        }
        return askable.lines().stream()
                .filter(each -> String.valueOf(each.lineNo()).equals(line))
                .flatMap(each -> each.until().keySet().stream()
                        .filter(why -> why.name().equals(reason))
                        .map(why -> chosen(words, each, why)))
                .findFirst()
                .orElse(null);
    }

    private AskPage.Chosen chosen(Words words, AskableLine line, Reason why) {
        List<Kind> kinds = Stream.of(Kind.values())
                .filter(why::allows)
                .filter(kind -> !kind.goodsBack() || line.piecesBack() > 0)
                .toList();
        return new AskPage.Chosen(
                line.lineNo(),
                line.name(),
                line.pieces(),
                why,
                when.moment(words, line.until().get(why)),
                kinds,
                why.shown());
    }
}
