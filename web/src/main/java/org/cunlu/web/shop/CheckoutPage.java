package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.stream.Stream;
import org.cunlu.accounts.AddressBook;
import org.cunlu.orders.BuyerCoupons;
import org.cunlu.orders.PaymentChoice;
import org.cunlu.orders.Quote;

/**
 * What is ordered, where to, for whom and for how much, on one page.
 * @param quote null when there is none, and the page says why
 * @param promises of the shipments, in words
 * @param coupon the chosen one; null for none
 * @param saved the buyer's address book, the usual one first
 * @param chosen the one of them for which the form is filled in; null where none lies at this place
 * @param name of who receives it, as a proposal: the chosen one's, else of the account's owner @param phone the same
 * @param key fresh, so that the same form sent twice orders once
 * @param arrivals what the shipments were promised, as the form sends it back
 */
public record CheckoutPage(
        Place place,
        PaymentChoice payment,
        @Nullable Quote quote,
        List<String> promises,
        List<BuyerCoupons.Choice> coupons,
        @Nullable String coupon,
        List<SavedAddress> saved,
        @Nullable SavedAddress chosen,
        String name,
        String phone,
        String key,
        String arrivals) {
    /** @return whether another address may be kept */
    public boolean room() {
        return saved.size() < AddressBook.MAX;
    }

    /** @return whether something weighs more or less than it is ordered */
    public boolean weighed() {
        return quote != null && lines().anyMatch(line -> line.weight() != null);
    }

    /** @return whether something is still to come */
    public boolean awaited() {
        return quote != null && quote.shipments().stream().anyMatch(each -> each.expectedOn() != null);
    }

    /** @return whether something is a restricted pesticide, which is sold at the counter, where its purpose is written down */
    public boolean restricted() {
        return quote != null
                && lines().anyMatch(line -> line.input() != null && line.input().restricted());
    }

    private Stream<Quote.Line> lines() {
        return quote.shipments().stream().flatMap(each -> each.lines().stream());
    }
}
